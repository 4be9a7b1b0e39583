package dev.assay.registry.record;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;
import dev.assay.registry.server.CurrentRelease;
import dev.assay.scanners.coordinates.Purl;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the record of a server of everything that is on record about it. Nothing of it depends on
 * when it is made: the same records make the same document.
 */
final class RecordMaker {

    /** Raised when the same records make another document. */
    static final int VERSION = 4;

    /** So many versions are told of, the newest and whatever is served. */
    private static final int MOST_RELEASES = 50;

    private final RecordSources sources;
    private final ServerPart server;
    private final ReleasePart release;
    private final ToolPart tools;
    private final DestinationPart destinations;
    private final PartiesPart parties;
    private final DecisionPart decisions;
    private final StatedPart stated;

    RecordMaker(RecordSources sources) {
        this.sources = sources;
        server = new ServerPart(sources);
        release = new ReleasePart(sources);
        tools = new ToolPart(sources);
        destinations = new DestinationPart(sources.hosts());
        parties = new PartiesPart(sources);
        decisions = new DecisionPart(sources);
        stated = new StatedPart(sources, destinations);
    }

    /**
     * The record of a server; empty where no release of it is known.
     *
     * @param packagePurl the package that it is listed by
     */
    Optional<ServerRecord> make(Purl packagePurl) {
        var packages = sources.packages().packagesOf(packagePurl);
        var all = sources.releases().ofPackages(packages);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var people = new People(sources.accounts());
        var about = about(packages, all, people);
        var draft = new RecordDraft();
        draft.leaveOut("versions", all.size() - about.releases().size());
        server.write(draft, about, all, people);
        AnswersPart.write(draft, about);
        var publishers = new TreeMap<String, String>();
        for (var each : about.releases()) {
            release.write(draft, about.key(each), each, people)
                    .ifPresent(who -> publishers.put(about.key(each), who));
        }
        server.publishers(draft, publishers);
        draft.put(Field.SERVER_REQUESTERS, requesters(draft, about));
        tools.write(draft, about, people);
        destinations.write(draft, about);
        parties.write(draft, about, people);
        parties.systems(draft);
        decisions.write(draft, about, people);
        stated.write(draft, about, people);
        StatedPart.leavesUk(draft);
        return Optional.of(draft.done(packagePurl));
    }

    private About about(List<Purl> packages, List<Release> all, People people) {
        var current = CurrentRelease.of(all);
        var told =
                all.stream()
                        .sorted(
                                Comparator.comparing(
                                                (Release each) ->
                                                        each.state() != ReleaseState.APPROVED
                                                                && !each.equals(current))
                                        .thenComparing(
                                                Comparator.comparing(Release::createdAt).reversed())
                                        .thenComparing(each -> each.id().value()))
                        .limit(MOST_RELEASES)
                        .toList();
        var request = request(current, told);
        return new About(
                packages.getFirst(),
                packages,
                told,
                current,
                ManifestWords.of(sources.closures().root(current.id()).orElse(null)),
                request.orElse(null),
                request.map(each -> people.login(each.requesterId())).orElse(""));
    }

    /**
     * The request whose answers count. One that waits to be approved says nothing yet of what is
     * served.
     */
    private Optional<AccessRequest> request(Release current, List<Release> told) {
        var approved =
                sources.reviews().reviews(current.id()).stream()
                        .filter(each -> each.state() == Review.State.APPROVED)
                        .map(Review::requestId)
                        .flatMap(each -> sources.reviews().request(each).stream())
                        .filter(each -> each.withdrawnAt() == null)
                        .findFirst();
        return approved.or(() -> standing(current).findFirst())
                .or(() -> told.stream().flatMap(this::standing).findFirst());
    }

    private Stream<AccessRequest> standing(Release release) {
        return sources.reviews().requests(release.id()).stream()
                .filter(each -> each.withdrawnAt() == null);
    }

    private static Value requesters(RecordDraft draft, About about) {
        return Known.here(
                null,
                about.releases().stream()
                        .flatMap(
                                each ->
                                        draft
                                                .value(Field.RELEASE_REQUESTERS, about.key(each))
                                                .stream())
                        .flatMap(each -> each.words().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }
}
