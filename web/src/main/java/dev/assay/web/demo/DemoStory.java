package dev.assay.web.demo;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.Accounts;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SampleHistory;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;

import org.springframework.context.ApplicationContext;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Walks one approval and one blocked update of the sample mail server through the running service,
 * as three people would, and says what it sees on the way.
 */
public final class DemoStory {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<ReleaseState> UNDER_WAY =
            Set.of(ReleaseState.REQUESTED, ReleaseState.VETTING);

    private final PrintWriter out;
    private final URI pages;
    private final URI gate;
    private final Workflow workflow;
    private final ReportReader reports;
    private final ToolMatrix matrix;
    private final ToolDecisions tools;
    private final ReleaseStore releases;
    private final Accounts accounts;
    private final DemoGrants grants;

    /**
     * @param pages the main listener, with a slash at its end
     * @param gate the gate's npm path, with a slash at its end
     */
    public DemoStory(ApplicationContext service, PrintWriter out, URI pages, URI gate) {
        this.out = out;
        this.pages = pages;
        this.gate = gate;
        this.workflow = service.getBean(Workflow.class);
        this.reports = service.getBean(ReportReader.class);
        this.releases = service.getBean(ReleaseStore.class);
        this.accounts = service.getBean(Accounts.class);
        this.matrix = service.getBean(ToolMatrix.class);
        this.tools = service.getBean(ToolDecisions.class);
        this.grants = new DemoGrants(service);
    }

    /** Tells the story once; called when the service is ready. */
    public void tell() throws InterruptedException {
        var people = DemoPeople.create(accounts);
        var clean = SampleHistory.lastClean().version();
        var hostile = SampleHistory.hostileUpdate().version();
        say("The demo: " + SampleHistory.MAIL_SERVER + ", a mail server with fifteen clean");
        say("versions and a sixteenth. No network is used.");
        say("");

        say("1. team asks for " + clean + ".");
        var first = vetted(people.team().account(), clean);
        tellVerdict(first);
        say("   It sees personal data, so security and data protection have to agree.");
        first = toolsConfirmed(people.reviewer().account(), first);
        approve(people.reviewer().account(), first);
        say("   reviewer approves it; privacy is still needed.");
        approve(people.privacy().account(), first);
        say("   privacy approves it too, and so it is approved for production.");
        var tool = grants.tell(people, first.review().releaseId());
        say("   The team's invoice assistant is granted " + tool + " for a pilot of 30 days; for");
        say("   production it asks, and somebody else has to answer.");
        say("");

        say("2. team asks for " + hostile + ".");
        var second = vetted(people.team().account(), hostile);
        tellVerdict(second);
        say("   It stays in review: nobody approves it.");
        say("");

        var approved = first.review().releaseId();
        var refusal = new GateProbe(gate).refusal(SampleHistory.MAIL_SERVER, hostile);
        say("3. A build asks the gate for " + hostile + " and is answered:");
        say("   " + refusal);
        say("");
        say("Sign in as   team       " + people.team().password());
        say("       or    reviewer   " + people.reviewer().password());
        say("       or    privacy    " + people.privacy().password());
        say("Look at      " + pages.resolve("releases/" + second.review().releaseId()));
        say("Install it   npx --yes --registry=" + gate.resolve("~/" + approved + "/") + " \\");
        say("                 " + SampleHistory.MAIL_SERVER + "@" + clean);
        say("Be refused   npm install --registry=" + gate + " \\");
        say("                 " + SampleHistory.MAIL_SERVER + "@" + hostile);
        out.flush();
    }

    private ReviewReport vetted(Account requester, String version) throws InterruptedException {
        var form =
                new RequestForm(
                        Purl.npm(SampleHistory.MAIL_SERVER, version).toString(),
                        List.of(SampleHistory.DECLARED_DESTINATION),
                        DemoAnswers.ALL);
        var review =
                switch (workflow.request(requester, form)) {
                    case RequestOutcome.Accepted accepted -> accepted.review();
                    // The watch may have come upon the update by itself.
                    case RequestOutcome.Joined joined -> joined.review();
                    case RequestOutcome other ->
                            throw new IllegalStateException("the request was answered " + other);
                };
        await(review.releaseId());
        return reports.review(review.id()).orElseThrow();
    }

    /** The reviewer agrees to what is proposed for each tool; the verdict then is another one. */
    private ReviewReport toolsConfirmed(Account reviewer, ReviewReport report)
            throws InterruptedException {
        var release = report.review().releaseId();
        var words =
                matrix.of(release).stream()
                        .map(
                                each ->
                                        new ToolDecisions.Word(
                                                each.name(),
                                                each.fingerprint().hex(),
                                                each.toolClass(),
                                                each.terms()))
                        .toList();
        if (words.isEmpty()) {
            return report;
        }
        if (tools.say(reviewer, release, words, "") instanceof Deed.Refused<?> refused) {
            throw new IllegalStateException("the tools were answered " + refused);
        }
        say("   reviewer confirms what its " + words.size() + " tools may be used for.");
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var now = reports.review(report.review().id()).orElseThrow();
            if (now.snapshot() != null) {
                return now;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("judging it again did not end within " + PATIENCE);
    }

    private Release await(Id id) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var release = releases.find(id).orElseThrow();
            if (release.state() == ReleaseState.VETTING_FAILED) {
                throw new IllegalStateException(release.purl() + ": " + release.stateReason());
            }
            if (!UNDER_WAY.contains(release.state())) {
                return release;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("vetting did not end within " + PATIENCE);
    }

    private void tellVerdict(ReviewReport report) {
        var snapshot = Objects.requireNonNull(report.snapshot(), "not vetted");
        var delta = Objects.requireNonNull(report.delta(), "not vetted");
        say("   Vetted: " + snapshot.verdict().name().toLowerCase(Locale.ROOT) + ".");
        delta.findings().stream()
                .filter(finding -> finding.severity().atLeast(Severity.HIGH))
                .forEach(
                        finding -> {
                            var at = finding.evidence().getFirst();
                            say("   " + finding.severity() + "  " + finding.title());
                            say(
                                    "     "
                                            + at.file()
                                            + (at.line() == 0 ? "" : ":" + at.line())
                                            + "  "
                                            + at.excerptLine().strip());
                        });
    }

    private void approve(Account reviewer, ReviewReport report) {
        Review review = report.review();
        var outcome =
                workflow.approve(
                        reviewer,
                        review.id(),
                        new Ballot(
                                Objects.requireNonNull(review.snapshotSha256(), "not vetted"),
                                Stage.PRODUCTION,
                                "Sends to its vendor alone; declared and seen agree."));
        if (outcome instanceof DecisionOutcome.Refused) {
            throw new IllegalStateException("the approval was answered " + outcome);
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
