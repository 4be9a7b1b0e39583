package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vetting.LiveManifest;
import dev.assay.registry.vetting.Reruns;
import dev.assay.registry.vetting.Runs;
import dev.assay.registry.vetting.VettingProgress;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a release was seen to do, for its page. */
@Component
final class RunViews {

    /** So many rows say what there is to say; the evidence has all. */
    private static final int MOST = 50;

    private final Runs runs;
    private final Reruns reruns;
    private final VettingProgress progress;
    private final People people;
    private final ReleaseStore releases;

    RunViews(
            Runs runs,
            Reruns reruns,
            VettingProgress progress,
            People people,
            ReleaseStore releases) {
        this.releases = releases;
        this.runs = runs;
        this.reruns = reruns;
        this.progress = progress;
        this.people = people;
    }

    /** What is being done while a release is run again; empty where it is not. */
    Optional<String> working(Id release) {
        return runs.history(release).stream().findFirst().flatMap(this::working);
    }

    private Optional<String> working(RecordedRun newest) {
        return newest.settledAt() != null
                ? Optional.empty()
                : progress.of(newest.releaseId())
                        .filter(line -> line.step() == VettingStep.Name.RUN)
                        .map(VettingProgress.Line::text)
                        .or(() -> Optional.of("waiting for its turn"));
    }

    RunView of(Account reader, Release release) {
        var history = runs.history(release.id());
        var newest = history.stream().filter(each -> each.endedAt() != null).findFirst();
        var seen =
                newest.map(run -> view(release.id(), run, runs.seen(run)))
                        .orElseGet(
                                () ->
                                        nothing(
                                                "not run",
                                                "It was not vetted since servers are run."));
        var compared = history.stream().filter(each -> each.state().saw()).findFirst();
        var decides = Callers.reviewers().admits(reader.roles());
        var objection = decides ? reruns.objection(release).orElse("") : "";
        return new RunView(
                seen.state(),
                seen.css(),
                seen.said(),
                seen.hosts(),
                seen.tools(),
                seen.laps(),
                seen.only(),
                seen.notes(),
                seen.evidence(),
                newest.stream()
                        .flatMap(run -> run.findings().stream())
                        .map(each -> new RunView.Appeared(Words.of(each.severity()), each.title()))
                        .toList(),
                history.stream().map(this::past).toList(),
                compared.map(each -> each.id().value()).orElse(""),
                compared.map(each -> others(release, each)).orElse(List.of()),
                history.stream().findFirst().flatMap(this::working).orElse(null),
                decides && objection.isEmpty(),
                ReleaseController.sentence(objection));
    }

    /** Those that saw something, of this version first. */
    private List<RunView.Other> others(Release release, RecordedRun newest) {
        return Stream.concat(
                        Stream.of(release),
                        releases.ofPackage(release.purl()).stream()
                                .filter(each -> !each.id().equals(release.id())))
                .limit(MOST)
                .flatMap(each -> others(each, newest.id()))
                .limit(MOST)
                .toList();
    }

    private Stream<RunView.Other> others(Release release, Id newest) {
        return runs.history(release.id()).stream()
                .filter(each -> each.state().saw() && !each.id().equals(newest))
                .map(
                        each ->
                                new RunView.Other(
                                        each.id().value(),
                                        release.purl().exactVersion()
                                                + ", run "
                                                + each.number()
                                                + ", "
                                                + Words.day(each.askedAt())));
    }

    private RunView.Past past(RecordedRun run) {
        var result = run.result();
        var ended = run.endedAt();
        return new RunView.Past(
                run.number(),
                ended == null ? run.askedAt() : ended,
                run.askedBy() == null
                        ? "as it was vetted"
                        : "asked by " + people.name(run.askedBy()),
                run.state().words(),
                css(run.state()),
                result.said(),
                result.way() == null ? "" : result.way(),
                ended == null || !run.state().saw()
                        ? ""
                        : "/releases/" + run.releaseId() + "/run?number=" + run.number());
    }

    private static String css(RunState state) {
        return switch (state) {
            case DRIVEN -> "good";
            case NOT_READY, NOT_STARTED, FAILED, TIMED_OUT, NOT_ISOLATED -> "medium";
            case WAITING, NOT_OFFERED, SWITCHED_OFF -> "";
        };
    }

    private static RunView nothing(String state, String said) {
        return new RunView(
                state, "", said, List.of(), List.of(), List.of(), List.of(), List.of(), "",
                List.of(), List.of(), "", List.of(), null, false, "");
    }

    private static RunView view(Id release, RecordedRun newest, Runs.Run run) {
        var observed = run.observed();
        if (observed == null) {
            return nothing(
                    newest.state().words(),
                    "Nothing is known of what it does: " + run.reason() + ".");
        }
        var driven = observed.outcome() == Observed.Outcome.DRIVEN;
        return new RunView(
                driven ? "driven" : "not driven",
                driven ? "good" : "medium",
                said(observed),
                observed.facts().stream()
                        .filter(fact -> fact.kind() == FindingKind.OUTBOUND_DOMAIN)
                        .limit(MOST)
                        .map(fact -> host(fact, observed))
                        .toList(),
                observed.tools().stream()
                        .limit(MOST)
                        .map(tool -> tool(tool, run.manifest()))
                        .toList(),
                observed.runs().stream().map(RunViews::lap).toList(),
                observed.gated().stream().limit(MOST).map(RunViews::gated).toList(),
                notes(observed, run.manifest()),
                "/releases/" + release + "/run",
                List.of(),
                List.of(),
                "",
                List.of(),
                null,
                false,
                "");
    }

    private static String gated(Fact fact) {
        var errors = Observed.ERRORS.equals(fact.detail().get(Observed.WHEN));
        return fact.kind().wireName()
                + " "
                + fact.value()
                + (errors ? ", when hosts answered with errors" : "");
    }

    private static String said(Observed observed) {
        if (observed.outcome() != Observed.Outcome.DRIVEN) {
            return "It was started in a sandbox without a network, and did not come to list its tools: "
                    + observed.problem();
        }
        var reached = observed.tools().stream().filter(Observed.Tool::reached).count();
        return "It ran in a sandbox without a network, where every address is ours. "
                + reached
                + " of "
                + observed.tools().size()
                + " tools were reached with made-up arguments. What needs others is not seen.";
    }

    private static RunView.Host host(Fact host, Observed observed) {
        var carried =
                observed.facts().stream()
                        .map(fact -> carried(fact, host.value()))
                        .filter(words -> !words.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", "));
        var stages =
                host.detail().get("stages") instanceof List<?> list
                        ? list.stream()
                                .map(String::valueOf)
                                .map(RunViews::stage)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        : "";
        return new RunView.Host(host.value(), stages, carried);
    }

    /** What of a fact went to a host, in words; empty where nothing did. */
    private static String carried(Fact fact, String host) {
        return switch (fact.kind()) {
            case SECRET_FLOW ->
                    host.equals(fact.detail().get("host"))
                            ? fact.value()
                                    .substring(0, fact.value().indexOf(" -> "))
                                    .replace(":", " ")
                            : "";
            case CONSTANT_RECIPIENT ->
                    host.equals(fact.detail().get("destination"))
                            ? "the fixed " + fact.detail().get("field") + " " + fact.value()
                            : "";
            default -> "";
        };
    }

    private static String stage(String stage) {
        return switch (stage) {
            case "install" -> "while it was installed";
            case "start", "list" -> "before any tool was called";
            case "read" -> "when prompts and resources were read";
            case "end" -> "at the end";
            default -> stage.startsWith("tool:") ? stage.substring("tool:".length()) : stage;
        };
    }

    private static RunView.Tool tool(Observed.Tool tool, @Nullable LiveManifest manifest) {
        var pin = manifest == null ? null : manifest.tool(tool.name());
        return new RunView.Tool(
                tool.name(),
                tool.reached(),
                String.join(", ", tool.outcomes()),
                pin == null || pin.sha256() == null ? "" : pin.sha256().hex(),
                pin == null ? "" : code(pin));
    }

    private static String code(LiveManifest.Tool pin) {
        if (!pin.found()) {
            return "not found in its code";
        }
        return pin.differences().isEmpty()
                ? "as in its code, as far as that can be read"
                : "other " + String.join(" and ", pin.differences()) + " than in its code";
    }

    private static RunView.Lap lap(Observed.Run run) {
        var kind =
                switch (run.kind()) {
                    case "install" -> "install hooks";
                    case "same" -> "as usual";
                    case "errors" -> "hosts answer with errors";
                    default -> "another date, country, host and CI";
                };
        return new RunView.Lap(
                kind,
                run.protocol() + (run.endpoint() == null ? "" : " at " + run.endpoint()),
                run.readyMillis() == 0 ? "" : run.readyMillis() + " ms",
                run.events());
    }

    private static List<String> notes(Observed observed, @Nullable LiveManifest manifest) {
        var notes = new ArrayList<String>();
        if (manifest != null) {
            if (manifest.sha256() != null) {
                notes.add(
                        "All that it listed is pinned as sha256 " + manifest.sha256().hex() + ".");
            }
            manifest.unlisted().stream()
                    .limit(MOST)
                    .forEach(
                            each ->
                                    notes.add(
                                            "Its code has the tool "
                                                    + each
                                                    + ", and it did not list it."));
        }
        observed.forbidden()
                .forEach(
                        call ->
                                notes.add(
                                        "It tried the system call "
                                                + call
                                                + ", which is forbidden."));
        observed.unsteady().stream()
                .limit(MOST)
                .forEach(each -> notes.add("Only some of the same runs had: " + each));
        observed.missing()
                .forEach(
                        each ->
                                notes.add(
                                        "Not observed: " + each.what() + ", since " + each.why()));
        return notes;
    }
}
