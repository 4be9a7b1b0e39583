package dev.assay.registry.vetting;

import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.policy.Facts;
import dev.assay.registry.policy.FactsBuilder;
import dev.assay.registry.policy.FlawFacts;
import dev.assay.registry.policy.RunFacts;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Puts together what a policy may know of a release under one review's declaration. */
final class ReviewFacts {

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final ClosureStore closures;
    private final Publishings publishings;
    private final Sources sources;
    private final StatedValueStore stated;
    private final Flaws flaws;
    private final ServerPackageStore packages;
    private final RunStore runs;
    private final Clock clock;

    ReviewFacts(
            ReleaseStore releases,
            ReviewStore reviews,
            ClosureStore closures,
            Publishings publishings,
            Sources sources,
            StatedValueStore stated,
            Flaws flaws,
            ServerPackageStore packages,
            RunStore runs,
            Clock clock) {
        this.runs = runs;
        this.publishings = publishings;
        this.sources = sources;
        this.releases = releases;
        this.reviews = reviews;
        this.closures = closures;
        this.stated = stated;
        this.flaws = flaws;
        this.packages = packages;
        this.clock = clock;
    }

    Facts of(
            Release release,
            ReviewDesk.Pending pending,
            Tier tier,
            Delta delta,
            @Nullable Id baseline,
            VerdictStage.Seen seen,
            List<ToolEntry> tools,
            List<StatedValue> stated) {
        var now = clock.instant();
        var declaration = pending.declaration();
        var request = reviews.request(pending.review().requestId()).orElseThrow();
        var asked = pending.asked();
        var previous = Optional.ofNullable(baseline).flatMap(releases::find).orElse(null);
        var facts = new FactsBuilder();
        asked.answers()
                .byQuestion()
                .forEach((question, answer) -> facts.answer(question, said(answer)));
        var built =
                facts.release(release, now)
                        .stakes(asked.stage(), tier)
                        .delta(delta)
                        .closure(seen.packages(), seen.licences())
                        .signatures(
                                publishings
                                        .of(release.id())
                                        .map(Publishing::signatures)
                                        .orElse(null))
                        .source(sources.of(release.id()).orElse(null))
                        .code(seen.code())
                        .tools(tools, seen.offers().beyond())
                        .scopes(AskedScope.of(pending.asked().answers()), seen.scopes())
                        .destinations(seen.destinations().all(declaration))
                        .record(stated)
                        .request(request, declaration.domains())
                        .history(
                                releases.ofPackage(release.purl()).stream()
                                        .filter(each -> !each.id().equals(release.id()))
                                        .toList(),
                                previous,
                                closure(previous),
                                now)
                        .build();
        return RunFacts.in(FlawFacts.in(built, flaws.of(release.id())), runs.newest(release.id()));
    }

    /** The choice where there is one; what is said besides it is for people to read. */
    private static List<String> said(Answer answer) {
        var said = answer.choice().isBlank() ? answer.text().strip() : answer.choice();
        return said.isEmpty() ? List.of() : List.of(said);
    }

    /** What was stated of a release's server until now. */
    List<StatedValue> stated(Release release) {
        return packages.packagesOf(release.purl()).reversed().stream()
                .flatMap(each -> stated.of(Servers.id(each)).stream())
                .toList();
    }

    private List<LockedPackage> closure(@Nullable Release release) {
        return release == null ? List.of() : closures.packages(release.id());
    }
}
