package dev.assay.scanners.vendored;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A profile with what is known of where its functions come from. */
public record Attributed(Profile profile, Attribution attribution) {

    /** What a function does that makes an altered copy of it dangerous. */
    private static final Set<FindingKind> SINKS =
            Set.of(
                    FindingKind.OUTBOUND_DOMAIN,
                    FindingKind.NETWORK_CALL,
                    FindingKind.PAYLOAD_FIELD,
                    FindingKind.CONSTANT_RECIPIENT,
                    FindingKind.SECRET_FLOW,
                    FindingKind.PROCESS_SPAWN,
                    FindingKind.DYNAMIC_CODE,
                    FindingKind.FS_ACCESS,
                    FindingKind.DNS_LOOKUP,
                    FindingKind.NATIVE_BINARY);

    public Attributed {
        Objects.requireNonNull(profile, "profile is null");
        Objects.requireNonNull(attribution, "attribution is null");
    }

    /** A profile of which nobody knows where its functions come from. */
    public static Attributed unknown(Profile profile) {
        return new Attributed(profile, Attribution.none(profile.purl()));
    }

    /** The profile's facts, with those that the attribution adds and without those it answers. */
    public List<Fact> facts() {
        var held = new HashSet<String>();
        attribution.copies().forEach(copy -> held.add(name(copy.release())));
        var facts = new ArrayList<Fact>();
        for (var fact : profile.facts()) {
            if (fact.kind() != FindingKind.VENDORED_CODE || !held.contains(fact.value())) {
                facts.add(fact);
            }
        }
        attribution.copies().forEach(copy -> facts.add(copy(copy)));
        attribution.strangers().forEach(stranger -> stranger(stranger, facts));
        return facts;
    }

    private Fact copy(Attribution.Copy copy) {
        var first =
                profile.functions().stream()
                        .filter(
                                function ->
                                        copy.release()
                                                .equals(
                                                        attribution
                                                                .origins()
                                                                .get(function.print())))
                        .findFirst();
        var at =
                new Evidence(
                        profile.purl(),
                        first.map(FunctionPrint::file).orElse(""),
                        first.map(FunctionPrint::line).orElse(0),
                        0,
                        null,
                        "");
        return new Fact(
                FindingKind.VENDORED_CODE,
                name(copy.release()),
                null,
                true,
                Via.PLAIN,
                at,
                Map.of(
                        "what", "copy",
                        "release", copy.release(),
                        "functions", copy.functions(),
                        "rebuilt", copy.rebuilt()));
    }

    /** What was put in without taking a function's place is the package's own unless it acts. */
    private void stranger(Attribution.Stranger stranger, List<Fact> facts) {
        var function = stranger.function();
        var acts =
                profile.facts().stream()
                        .anyMatch(
                                fact ->
                                        SINKS.contains(fact.kind())
                                                && function.print().equals(fact.functionPrint()));
        var was = stranger.was();
        if (was == null) {
            return;
        }
        var reachable =
                profile.facts().stream()
                        .filter(fact -> fact.at().file().equals(function.file()))
                        .findFirst()
                        .map(Fact::reachable)
                        .orElse(true);
        var detail = new HashMap<String, Object>();
        detail.put("what", "altered");
        detail.put("release", stranger.release());
        detail.put("acts", acts);
        detail.put("compared", stranger.compared());
        detail.put("foreignWords", stranger.foreignWords());
        detail.put("wasFile", was.file());
        detail.put("wasLine", was.line());
        detail.put("wasFunction", was.name());
        facts.add(
                new Fact(
                        FindingKind.VENDORED_CODE,
                        name(stranger.release()) + " " + title(was, function),
                        function.print(),
                        reachable,
                        Via.PLAIN,
                        new Evidence(
                                profile.purl(),
                                function.file(),
                                function.line(),
                                0,
                                function.name().isEmpty() ? null : function.name(),
                                ""),
                        detail));
    }

    private static String title(FunctionPrint was, FunctionPrint function) {
        var name = was.name().isEmpty() ? function.name() : was.name();
        return name.isEmpty() ? "(a function without a name)" : name;
    }

    /** {@code zod} of {@code pkg:npm/zod@3.25.76}. */
    static String name(String release) {
        var at = release.lastIndexOf('@');
        var path = release.substring(release.indexOf('/') + 1, at > 0 ? at : release.length());
        return path.replace("%40", "@");
    }
}
