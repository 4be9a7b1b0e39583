package dev.assay.registry.administration;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.audit.AuditDesk;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.identity.oidc.OidcSettings;
import dev.assay.registry.identity.workload.WorkloadSettings;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.vetting.Proofs;
import dev.assay.scanners.flaw.FlawOutcome;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** How old what this installation knows is. */
public final class DataAges {

    /** How it is with something known. */
    public enum State {
        @JsonProperty("fresh")
        FRESH,
        @JsonProperty("old")
        OLD,
        /** There is none, and the text says what that means. */
        @JsonProperty("none")
        NONE,
        @JsonProperty("broken")
        BROKEN
    }

    /**
     * One thing that is known.
     *
     * @param at when it was last brought up to date; null where there is no such moment
     * @param text what there is, or why there is none
     */
    public record Age(String name, State state, @Nullable Instant at, String text) {}

    private static final Duration OLD_WATCH = Duration.ofHours(24);

    /** Sources publish daily; a week without a change means that a mirror stands still. */
    private static final Duration OLD_ADVISORIES = Duration.ofDays(7);

    private final Policies policies;
    private final WatchStore watched;
    private final AuditDesk audit;
    private final OidcSettings oidc;
    private final WorkloadSettings workloads;
    private final Flaws flaws;
    private final Proofs proofs;
    private final JdbcClient jdbc;
    private final Clock clock;

    DataAges(
            Policies policies,
            WatchStore watched,
            AuditDesk audit,
            OidcSettings oidc,
            WorkloadSettings workloads,
            Flaws flaws,
            Proofs proofs,
            JdbcClient jdbc,
            Clock clock) {
        this.policies = policies;
        this.watched = watched;
        this.audit = audit;
        this.oidc = oidc;
        this.workloads = workloads;
        this.flaws = flaws;
        this.proofs = proofs;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Age> all() {
        return List.of(policy(), advisories(), proofs(), watch(), keys(), functions(), chain());
    }

    private Age policy() {
        var state = policies.state();
        var name = "Policy";
        var text = state.origin() + ", " + state.digest().hex().substring(0, 12);
        return state.problems().isEmpty()
                ? new Age(name, State.FRESH, state.since(), text)
                : new Age(
                        name,
                        State.BROKEN,
                        state.since(),
                        text
                                + "; its successor from "
                                + state.refusedOrigin()
                                + " was refused: "
                                + state.problems().getFirst());
    }

    private Age advisories() {
        var name = "Advisories";
        var state = flaws.state();
        var problem = state.problem();
        if (!state.configured()) {
            return new Age(
                    name,
                    State.NONE,
                    null,
                    "not scanned, because "
                            + problem
                            + ": no release is known to be free of known vulnerabilities");
        }
        if (problem != null) {
            return new Age(name, State.BROKEN, state.at(), problem);
        }
        var oldest =
                state.sources().stream()
                        .map(FlawOutcome.Source::asOf)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new Age(
                name,
                oldest == null || oldest.isBefore(clock.instant().minus(OLD_ADVISORIES))
                        ? State.OLD
                        : State.FRESH,
                oldest,
                state.sources().stream().map(DataAges::words).collect(Collectors.joining("; ")));
    }

    private static String words(FlawOutcome.Source source) {
        return source.name()
                + (source.entries() < 0
                        ? ""
                        : String.format(Locale.UK, ", %,d entries", source.entries()))
                + (source.asOf() == null ? ", of an unknown day" : ", newest of " + source.asOf());
    }

    private Age watch() {
        var looks = watched.all();
        if (looks.isEmpty()) {
            return new Age(
                    "Watched upstreams",
                    State.NONE,
                    null,
                    "nothing is watched until a version is approved");
        }
        Instant oldest = null;
        var never = 0;
        var failing = 0;
        for (var look : looks) {
            var at = look.answeredAt();
            failing += look.problem() == null ? 0 : 1;
            if (at == null) {
                never++;
            } else if (oldest == null || at.isBefore(oldest)) {
                oldest = at;
            }
        }
        var facts = new ArrayList<String>();
        facts.add(looks.size() + (looks.size() == 1 ? " package" : " packages"));
        if (failing > 0) {
            facts.add(failing + " failing");
        }
        if (never > 0) {
            facts.add(never + " never answered");
        }
        var old = oldest != null && oldest.isBefore(clock.instant().minus(OLD_WATCH));
        return new Age(
                "Watched upstreams",
                failing > 0 || old ? State.OLD : State.FRESH,
                oldest,
                String.join(", ", facts)
                        + (oldest == null ? "" : "; the oldest answer is this old"));
    }

    /**
     * How long ago what proved an approved release was looked at, of the one that waits longest.
     */
    private Age proofs() {
        var name = "Signatures of approved releases";
        var oldest = proofs.oldest().orElse(null);
        if (oldest == null) {
            return new Age(name, State.NONE, null, "none was looked at again yet");
        }
        return new Age(
                name,
                oldest.isBefore(clock.instant().minus(proofs.interval().multipliedBy(2)))
                        ? State.OLD
                        : State.FRESH,
                oldest,
                "each is looked at again, and a proof that is lost judges its release anew");
    }

    private Age keys() {
        var issuers = workloads.issuers().size();
        if (!oidc.on() && issuers == 0) {
            return new Age(
                    "Keys of issuers",
                    State.NONE,
                    null,
                    "no issuer is configured, so none is needed");
        }
        return new Age(
                "Keys of issuers",
                State.FRESH,
                null,
                "of "
                        + (issuers + (oidc.on() ? 1 : 0))
                        + " configured, fetched when a token has to be checked and kept in memory"
                        + " for minutes");
    }

    private Age functions() {
        var releases =
                count("SELECT count(DISTINCT purl) FROM known_release WHERE complete = TRUE");
        var functions = count("SELECT count(*) FROM known_function");
        return new Age(
                "Index of known functions",
                releases == 0 ? State.NONE : State.FRESH,
                null,
                String.format(
                        Locale.UK,
                        "%,d functions of %,d releases, by analysis %d",
                        functions,
                        releases,
                        Profile.ANALYSIS));
    }

    private Age chain() {
        var verified = audit.verified();
        return new Age(
                "Audit chain",
                verified.whole() ? State.FRESH : State.BROKEN,
                verified.at(),
                AuditDesk.words(verified.state()));
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
