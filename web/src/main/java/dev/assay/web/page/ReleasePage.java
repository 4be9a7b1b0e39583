package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vetting.ReleaseReport;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.registry.workflow.RequestStates;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.publisher.ProofCounts;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gathers what the page of one release shows. */
@Component
final class ReleasePage {

    private final ReportReader reader;
    private final AuditTrail audit;
    private final People people;
    private final ReportViews reports;
    private final RequestStates states;
    private final BreakGlassStore glass;
    private final ChoicesOf choices;
    private final ReleaseCode code;
    private final ReleaseStore releases;
    private final ReviewPanel panel;
    private final Acceptances acceptances;
    private final FlawViews flaws;
    private final LicenceViews licences;
    private final SignedViews signed;
    private final SourceViews sources;
    private final RunViews runs;
    private final ClosureProofStore proofs;

    ReleasePage(
            ReportReader reader,
            AuditTrail audit,
            People people,
            ReportViews reports,
            RequestStates states,
            BreakGlassStore glass,
            ChoicesOf choices,
            ReleaseCode code,
            ReleaseStore releases,
            ReviewPanel panel,
            Acceptances acceptances,
            FlawViews flaws,
            LicenceViews licences,
            SignedViews signed,
            SourceViews sources,
            RunViews runs,
            ClosureProofStore proofs) {
        this.proofs = proofs;
        this.signed = signed;
        this.sources = sources;
        this.runs = runs;
        this.flaws = flaws;
        this.licences = licences;
        this.panel = panel;
        this.acceptances = acceptances;
        this.reader = reader;
        this.audit = audit;
        this.people = people;
        this.reports = reports;
        this.states = states;
        this.glass = glass;
        this.choices = choices;
        this.code = code;
        this.releases = releases;
    }

    /**
     * What was asked for with the page.
     *
     * @param review the review to look at, or null for the one that matters most
     * @param command what runs the release once it is approved
     * @param attempt what the reader tried just before, or null
     */
    record Wanted(
            Account reader,
            @Nullable Id review,
            java.util.function.Function<Release, String> command,
            @Nullable Attempt attempt,
            @Nullable String told) {}

    /** A decision that was refused, so that nothing that was written is lost. */
    record Attempt(
            String problem,
            String reason,
            String stage,
            String days,
            String conditions,
            String suggestion) {

        static final Attempt NONE = new Attempt("", "", "", "", "", "");

        static Attempt of(String problem) {
            return new Attempt(problem, "", "", "", "", "");
        }
    }

    Optional<ReleaseView> view(Id id, Wanted wanted) {
        return reader.release(id).map(report -> view(report, wanted));
    }

    /** The stages alone, for a page that waits; empty once the machine has finished. */
    Optional<List<ReleaseView.Step>> progress(Id id) {
        return reader.release(id)
                .filter(report -> isUnderWay(report.release()))
                .map(ReleasePage::steps);
    }

    private ReleaseView view(ReleaseReport report, Wanted wanted) {
        var release = report.release();
        var shown = shown(report, wanted.review());
        var attempt = wanted.attempt();
        var baseline = report.baseline();
        var changes = shown == null ? null : code.kept(release).orElse(null);
        var known = licences.of(release.id());
        return new ReleaseView(
                release.id().value(),
                release.purl().toString(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                release.state().words(),
                Words.css(release.state()),
                release.stateReason(),
                baseline == null
                        ? null
                        : new ReleaseView.Baseline(
                                "/releases/" + baseline.id(), baseline.purl().exactVersion()),
                release.sha256() == null ? null : release.sha256().hex(),
                isUnderWay(release),
                release.state() == ReleaseState.VETTING_FAILED,
                steps(report),
                shown == null
                        ? null
                        : reports.of(material(report, shown, changes), release.purl().toString()),
                changes == null ? null : code.view(wanted.reader(), release, changes, shown),
                shown == null || changes != null ? null : ReleaseCode.base(release) + "/changes",
                comparable(release),
                requests(report, wanted.reader()),
                others(report, shown),
                packages(report, LicenceViews.words(known)),
                LicenceViews.summary(known),
                ProofCounts.of(proofs.of(release.id())).words(),
                flaws.inside(release),
                flaws.of(release.id()),
                sources.of(release.id()),
                runs.of(wanted.reader(), release),
                decisions(report),
                history(release),
                choices.of(wanted.reader(), release, shown, attempt),
                approval(report, wanted),
                wanted.told(),
                attempt == null ? null : attempt.problem());
    }

    /** The review that was asked for, else the newest open one, else the newest with a report. */
    private @Nullable ReviewReport shown(ReleaseReport report, @Nullable Id asked) {
        var reviews = report.reviews();
        var chosen =
                reviews.stream()
                        .filter(each -> each.id().equals(asked))
                        .findFirst()
                        .or(
                                () ->
                                        reviews.stream()
                                                .filter(each -> each.state() == Review.State.OPEN)
                                                .findFirst())
                        .or(
                                () ->
                                        reviews.stream()
                                                .filter(each -> each.snapshotSha256() != null)
                                                .findFirst());
        return chosen.flatMap(each -> reader.review(each.id()))
                .filter(each -> each.delta() != null)
                .orElse(null);
    }

    /** The review that a page of the release shows when none is asked for. */
    Optional<ReviewReport> shown(Id release) {
        return reader.release(release).flatMap(report -> Optional.ofNullable(shown(report, null)));
    }

    private ReportViews.Material material(
            ReleaseReport report, ReviewReport shown, @Nullable Changes changes) {
        var delta = Objects.requireNonNull(shown.delta(), "the review has no delta");
        var snapshot = Objects.requireNonNull(shown.snapshot(), "the review has no snapshot");
        var baseline = report.baseline();
        return new ReportViews.Material(
                delta,
                snapshot.verdict(),
                snapshot.reasons(),
                snapshot.domains(),
                snapshot.rules(),
                baseline == null ? null : closure(baseline),
                new Closure(report.release().purl(), report.closure()),
                baseline == null ? null : reader.publishing(baseline.id()).orElse(null),
                reader.publishing(report.release().id()).orElse(null),
                changes,
                panel.blocks(shown.review()),
                acceptances.of(report.release(), shown.review()));
    }

    private @Nullable Closure closure(Release baseline) {
        return reader.release(baseline.id())
                .map(report -> new Closure(baseline.purl(), report.closure()))
                .orElse(null);
    }

    private List<ReleaseView.Other> comparable(Release release) {
        return releases.ofPackage(release.purl()).stream()
                .filter(other -> !other.id().equals(release.id()) && other.sha256() != null)
                .map(
                        other ->
                                new ReleaseView.Other(
                                        other.purl().toString(), other.purl().exactVersion()))
                .toList();
    }

    private ReleaseView.@Nullable Approval approval(ReleaseReport report, Wanted wanted) {
        var release = report.release();
        var stage = release.stage();
        if (release.state() != ReleaseState.APPROVED || stage == null) {
            return null;
        }
        var expires = release.expiresAt();
        var through = glass.running(release.id()).orElse(null);
        var asks = wanted.reader().has(Role.REQUESTER) && through == null;
        return new ReleaseView.Approval(
                stage.words(),
                expires == null
                        ? null
                        : through == null ? Words.day(expires) : Words.minute(expires),
                through == null ? conditions(report) : List.of(),
                wanted.command().apply(release),
                through == null ? null : people.name(through.actorId()) + ": " + through.reason(),
                asks ? "/request?renew=" + release.id() : null,
                asks && stage != Stage.PRODUCTION ? "/request?promote=" + release.id() : null,
                signed.of(release));
    }

    /** Those of the approval that holds. */
    private static List<String> conditions(ReleaseReport report) {
        return report.decisions().stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .findFirst()
                .map(Decision::conditions)
                .orElse(List.of());
    }

    private static boolean isUnderWay(Release release) {
        return release.state() == ReleaseState.REQUESTED || release.state() == ReleaseState.VETTING;
    }

    private static List<ReleaseView.Step> steps(ReleaseReport report) {
        var release = report.release();
        var progress = report.progress();
        var steps = new ArrayList<ReleaseView.Step>();
        // Stages are recorded when they have finished, so the first one without a record is the one
        // that is at work, or that could not be done.
        var isFirstMissing = true;
        for (var name : VettingStep.Name.values()) {
            var done = report.steps().stream().filter(each -> each.name() == name).findFirst();
            if (done.isPresent()) {
                steps.add(new ReleaseView.Step(name.words(), "done", done.get().summary()));
            } else if (isFirstMissing && isUnderWay(release)) {
                var said = progress != null && progress.step() == name ? progress.text() : "next";
                steps.add(new ReleaseView.Step(name.words(), "now", said));
                isFirstMissing = false;
            } else if (isFirstMissing && release.state() == ReleaseState.VETTING_FAILED) {
                steps.add(new ReleaseView.Step(name.words(), "bad", "could not be done"));
                isFirstMissing = false;
            } else {
                steps.add(new ReleaseView.Step(name.words(), "todo", ""));
            }
        }
        return steps;
    }

    private List<ReleaseView.Request> requests(ReleaseReport report, Account reader) {
        return report.requests().stream().map(each -> request(report, each, reader)).toList();
    }

    private ReleaseView.Request request(
            ReleaseReport report, AccessRequest request, Account reader) {
        var review =
                report.reviews().stream()
                        .filter(each -> each.id().equals(request.reviewId()))
                        .filter(Review::isUndecided)
                        .findFirst();
        var open = review.isPresent() && request.withdrawnAt() == null;
        var editable =
                review.filter(each -> each.requestId().equals(request.id())).isPresent()
                        && Callers.editors().admits(reader.roles());
        return new ReleaseView.Request(
                people.name(request.requesterId()),
                states.of(request).words(),
                request.purpose(),
                request.owner(),
                request.domains(),
                Questions.ALL.stream()
                        .filter(
                                each ->
                                        each != Questions.PURPOSE
                                                && each != Questions.OWNER
                                                && !request.answers().of(each).equals(Answer.NONE))
                        .map(each -> answered(each, request.answers().of(each)))
                        .toList(),
                request.createdAt(),
                editable ? "/request?edit=" + request.id() : null,
                open && request.requesterId().equals(reader.id())
                        ? "/requests/" + request.id() + "/withdrawal"
                        : null);
    }

    private static ReleaseView.Answered answered(Question question, Answer answer) {
        var choice =
                question.form() instanceof Question.Form.Choice form
                        ? form.options().stream()
                                .filter(each -> each.key().equals(answer.choice()))
                                .map(Question.Option::label)
                                .findFirst()
                                .orElse(answer.choice())
                        : answer.choice();
        return new ReleaseView.Answered(question.label(), choice, answer.text());
    }

    private List<ReleaseView.OtherReview> others(
            ReleaseReport report, @Nullable ReviewReport shown) {
        return report.reviews().stream()
                .filter(
                        each ->
                                shown == null
                                        ? each.state() != Review.State.WAITING
                                        : !each.id().equals(shown.review().id()))
                .map(
                        each ->
                                new ReleaseView.OtherReview(
                                        "/releases/" + each.releaseId() + "?review=" + each.id(),
                                        "asked by "
                                                + people.name(each.requesterId())
                                                + ", "
                                                + each.state()
                                                        .name()
                                                        .toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    private static List<ReleaseView.Package> packages(
            ReleaseReport report, Map<Integrity, String> licences) {
        return report.closure().stream()
                .map(
                        each ->
                                new ReleaseView.Package(
                                        each.purl().toString(),
                                        each.path(),
                                        licences.getOrDefault(each.integrity(), ""),
                                        each.optional(),
                                        each.path().isEmpty()))
                .toList();
    }

    private List<ReleaseView.Made> decisions(ReleaseReport report) {
        return report.decisions().stream()
                .map(
                        each ->
                                new ReleaseView.Made(
                                        people.name(each.actorId()),
                                        Words.of(each.kind())
                                                + (each.stage() == null
                                                        ? ""
                                                        : " for " + each.stage().words()),
                                        each.reason(),
                                        each.conditions(),
                                        each.suggestion(),
                                        each.decidedAt()))
                .toList();
    }

    private List<ReleaseView.Event> history(Release release) {
        return audit.of(release.purl().toString()).reversed().stream()
                .map(
                        each ->
                                new ReleaseView.Event(
                                        each.at(), each.actor(), each.action(), each.detail()))
                .toList();
    }
}
