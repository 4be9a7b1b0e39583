package dev.assay.registry.record;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.server.ServerPackage;
import dev.assay.inventory.task.Task;
import dev.assay.registry.workflow.Tiers;
import dev.assay.scanners.coordinates.Purl;

import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The server itself, apart from what people answered. */
final class ServerPart {

    private static final List<String> TELLING = List.of("critical", "high", "medium");

    private final RecordSources sources;

    ServerPart(RecordSources sources) {
        this.sources = sources;
    }

    /**
     * @param all every release of the package, those that the record has no room for as well
     */
    void write(RecordDraft draft, About about, List<Release> all, People people) {
        var served = all.stream().filter(each -> each.state() == ReleaseState.APPROVED).toList();
        var current = about.current();
        draft.put(Field.SERVER_TITLE, Known.here(null, about.packagePurl().packageName()));
        draft.put(Field.SERVER_PACKAGE, Known.here(null, about.packagePurl().toString()));
        draft.put(Field.SERVER_PACKAGES, packages(about));
        draft.put(Field.SERVER_REGISTRY, Known.here(null, about.packagePurl().type()));
        draft.put(Field.SERVER_STATE, Known.here(null, current.state().words()));
        draft.put(Field.SERVER_RELEASES, Known.here(null, Integer.toString(all.size())));
        draft.put(Field.SERVER_SERVED, Known.here(null, served.stream().map(about::key).toList()));
        draft.put(
                Field.SERVER_STAGE,
                Known.here(
                        null,
                        served.stream()
                                .flatMap(each -> Stream.ofNullable(each.stage()))
                                .max(Comparator.naturalOrder())
                                .map(each -> List.of(each.words()))
                                .orElse(List.of())));
        draft.put(
                Field.SERVER_NEXT_REVIEW,
                Known.here(
                        null,
                        served.stream()
                                .flatMap(each -> Stream.ofNullable(each.expiresAt()))
                                .min(Comparator.naturalOrder())
                                .map(each -> each.atOffset(ZoneOffset.UTC).toLocalDate())
                                .map(each -> List.of(each.toString()))
                                .orElse(List.of())));
        tier(draft, all, people);
        manifest(draft, about);
        findings(draft, about);
        draft.put(
                Field.SERVER_TASKS,
                Known.here(
                        null,
                        about.packages().stream()
                                .flatMap(each -> sources.tasks().openAbout(each).stream())
                                .map(ServerPart::task)
                                .toList()));
        draft.put(Field.SERVER_VULNERABILITIES, flaws(served));
        draft.put(
                Field.SERVER_OBSERVED,
                Value.unknown("nothing runs it here, so nothing is observed"));
        var none = "no rehearsal with this server is on record";
        draft.put(Field.SERVER_DRILL_DAY, Value.unknown(none));
        draft.put(Field.SERVER_DRILL_SECONDS, Value.unknown(none));
    }

    /** A person's word makes all of it a person's word. */
    private Value packages(About about) {
        var joined = sources.packages().joinedTo(about.packagePurl());
        var words = about.packages().stream().map(Purl::toString).toList();
        var why =
                joined.stream()
                        .map(each -> each.packagePurl().packageName() + ": " + each.reason())
                        .toList();
        var stated =
                joined.stream()
                        .filter(each -> each.basis() == ServerPackage.Basis.STATED)
                        .map(ServerPackage::at)
                        .max(Comparator.naturalOrder());
        return stated.isPresent()
                ? Value.stated(String.join("; ", why), stated.get(), words)
                : joined.isEmpty()
                        ? Known.here(null, words)
                        : Known.found(String.join("; ", why), words);
    }

    /** Of what is served: closed when unknown, so one that nobody looked at leaves it unknown. */
    private Value flaws(List<Release> served) {
        var looks = served.stream().map(each -> sources.flaws().find(each.id())).toList();
        return served.isEmpty()
                ? Value.unknown("nothing of it is served")
                : looks.stream().anyMatch(Optional::isEmpty)
                        ? Value.unknown("not scanned for known flaws")
                        : Known.found(
                                "the closures of what is served",
                                looks.stream()
                                        .flatMap(Optional::stream)
                                        .flatMap(ReleasePart::lines)
                                        .distinct()
                                        .toList());
    }

    /** Accounts that published versions, in so far as the record tells of them. */
    void publishers(RecordDraft draft, Map<String, String> byVersion) {
        var versions = new TreeMap<String, Integer>();
        byVersion.values().forEach(each -> versions.merge(each, 1, Integer::sum));
        draft.put(
                Field.SERVER_PUBLISHERS,
                Known.declared(
                        "the registry",
                        versions.entrySet().stream()
                                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                .toList()));
    }

    private void tier(RecordDraft draft, List<Release> all, People people) {
        var newest =
                all.stream()
                        .flatMap(each -> sources.reviews().reviews(each.id()).stream())
                        .filter(each -> each.computed() != null)
                        .max(Comparator.comparing(Review::openedAt));
        if (newest.isEmpty()) {
            draft.put(Field.SERVER_TIER, Value.unknown("no review of it has a tier yet"));
            return;
        }
        var computed = java.util.Objects.requireNonNull(newest.get().computed());
        var changes = sources.reviews().tierChanges(newest.get().id());
        var tier = Tiers.effective(computed, changes).words();
        draft.put(
                Field.SERVER_TIER,
                !changes.isEmpty() && changes.getFirst().computed() == computed.tier()
                        ? Known.said(
                                people.login(changes.getFirst().actorId()),
                                changes.getFirst().at(),
                                tier)
                        : Known.found("computed of answers, destinations and findings", tier));
    }

    private static void manifest(RecordDraft draft, About about) {
        var manifest = about.manifest();
        var where =
                manifest.resolved()
                        ? "the manifest of " + about.version()
                        : "nothing is resolved yet, so the manifest";
        draft.put(Field.SERVER_DESCRIPTION, Known.declared(where, manifest.description()));
        draft.put(Field.SERVER_MAINTAINER, Known.declared(where, manifest.maintainers()));
        draft.put(
                Field.SERVER_PUBLISHER,
                Known.declared("the registry", manifest.published().publisher()));
        draft.put(Field.SERVER_SOURCE, Known.declared(where, manifest.published().repository()));
        draft.put(Field.SERVER_LICENCE, Known.declared(where, manifest.licence()));
    }

    private void findings(RecordDraft draft, About about) {
        var seen = sources.looks().of(about.current().snapshotSha256());
        if (seen.isEmpty() || !seen.get().hasFacts()) {
            var why = "vetting of " + about.version() + " has not finished";
            draft.put(Field.SERVER_FINDINGS, Value.unknown(why));
            draft.put(Field.SERVER_WORST, Value.unknown(why));
            draft.put(Field.SERVER_SCOPES_UNASKED, Value.unknown(why));
            return;
        }
        var how = "analysis " + seen.get().analysis() + " of " + about.version();
        var found = seen.get().findings();
        var number = TELLING.stream().mapToInt(each -> found.getOrDefault(each, 0)).sum();
        draft.put(Field.SERVER_FINDINGS, Known.found(how, Integer.toString(number)));
        draft.put(Field.SERVER_WORST, Known.found(how, found.keySet().stream().limit(1).toList()));
        draft.put(Field.SERVER_SCOPES_UNASKED, Known.found(how, seen.get().unasked()));
    }

    private static String task(Task task) {
        return task.kind().words() + " by " + task.due() + ": " + task.title();
    }
}
