package dev.assay.registry.mcp;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.PackageStandings;
import dev.assay.registry.gate.PackageStandings.PackageStanding;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Says how a version stands, why in our own words, and what to use instead. */
final class ExplainTool implements AgentTool {

    private static final String UNKNOWN = "unknown";

    /**
     * @param state {@code unknown} where nobody asked for it, or no version was named
     * @param mayBeUsed whether the gate hands this caller this version
     * @param findings what was found, to tokens that may read it: kinds, never the text of the
     *     package; null for others, who are not to take it for nothing
     * @param next what to do now
     */
    record Explanation(
            String purl,
            String state,
            boolean mayBeUsed,
            String why,
            @Nullable List<Finding> findings,
            List<Usable> useInstead,
            @Nullable String page,
            String next) {}

    /**
     * @param rule a page that says what such a finding is
     */
    record Finding(String severity, String kind, String rule) {}

    record Usable(String version, String stage, @Nullable String expiresAt, StartCommand start) {}

    private final PackageStandings standings;
    private final FoundKinds found;
    private final CallerAddresses addresses;
    private final CallerStage callers;

    ExplainTool(
            PackageStandings standings,
            FoundKinds found,
            CallerAddresses addresses,
            CallerStage callers) {
        this.standings = standings;
        this.found = found;
        this.addresses = addresses;
        this.callers = callers;
    }

    @Override
    public String name() {
        return "explain_block";
    }

    @Override
    public Object call(AgentCaller caller, Map<String, Object> arguments)
            throws NotAnsweredException {
        if (!caller.isTold(callers)) {
            throw NotAnsweredException.needsToken();
        }
        var asked = AskedPurl.of(arguments);
        var standing =
                standings
                        .of(asked, caller.stage(callers))
                        .orElseThrow(
                                () ->
                                        new NotAnsweredException(
                                                "The gate has not read its records yet. Try again"
                                                        + " in a few seconds."));
        var itself = standing.itself();
        return new Explanation(
                asked.toString(),
                standing.state() == null ? UNKNOWN : words(standing.state()),
                standing.served(),
                why(standing),
                itself == null ? null : findings(itself, caller),
                standing.usable().stream()
                        .filter(each -> !each.equals(itself))
                        .map(each -> usable(each, caller))
                        .toList(),
                itself == null ? null : main(caller) + "r/" + itself.id(),
                next(standing));
    }

    private static String why(PackageStanding standing) {
        var state = standing.state();
        if (state == null) {
            return standing.asked().version() == null
                    ? "No version was named, and versions are approved one by one."
                    : "Nobody has asked for this version yet, so nobody has looked at it.";
        }
        return state == ReleaseState.APPROVED && !standing.served()
                ? "It is approved, but not as far as this caller's stage."
                : PackageStandings.line(state);
    }

    private static String next(PackageStanding standing) {
        if (standing.served()) {
            return "Start it from Assay's gate.";
        }
        if (!standing.usable().isEmpty()) {
            return "Use one of useInstead.";
        }
        return standing.itself() == null
                ? "Write a draft with request_access, and ask the person you work for to hand it in."
                : "Show the person you work for the page; do not look for another way to it.";
    }

    /** Read from documents, so only for those who may read them by the REST API. */
    private @Nullable List<Finding> findings(KnownRelease release, AgentCaller caller) {
        return caller.reads()
                ? found.of(release.id()).stream()
                        .map(
                                each ->
                                        new Finding(
                                                words(each.severity()),
                                                each.kind().wireName(),
                                                main(caller) + "rules/" + each.kind().wireName()))
                        .toList()
                : null;
    }

    private Usable usable(KnownRelease release, AgentCaller caller) {
        var expires = release.expiresAt();
        return new Usable(
                release.purl().exactVersion(),
                words(Objects.requireNonNull(release.stage(), "served without a stage")),
                expires == null ? null : expires.toString(),
                StartCommand.of(addresses, caller.request(), release.purl(), release.id()));
    }

    private String main(AgentCaller caller) {
        return addresses.main(caller.request());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
