package dev.assay.web;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;
import dev.assay.registry.identity.SignedIn;
import dev.assay.registry.licence.FoundLicences;
import dev.assay.registry.policy.FactsBuilder;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Profile;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills a running service with people and releases. */
public class Installation {

    public static final String PASSWORD = "correct horse battery";

    private static final Tiering LOW = new Tiering(Tier.LOW, List.of("nothing speaks for more"));
    private static final JsonMapper JSON = new JsonMapper();

    private final AtomicInteger number = new AtomicInteger();
    private final Accounts accounts;
    private final AccountStore accountStore;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final VettingStore vetting;
    private final ClosureStore closures;
    private final SnapshotStore snapshots;
    private final BlobStore blobs;

    Installation(
            Accounts accounts,
            AccountStore accountStore,
            ReleaseStore releases,
            ReviewStore reviews,
            VettingStore vetting,
            ClosureStore closures,
            SnapshotStore snapshots,
            BlobStore blobs) {
        this.accounts = accounts;
        this.accountStore = accountStore;
        this.releases = releases;
        this.reviews = reviews;
        this.vetting = vetting;
        this.closures = closures;
        this.snapshots = snapshots;
        this.blobs = blobs;
    }

    /** A new account with {@link #PASSWORD}. */
    public Account account(Role first, Role... others) {
        return account(
                first.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
                        + number.incrementAndGet(),
                EnumSet.of(first, others));
    }

    public Account account(String login, Set<Role> roles) {
        var outcome = accounts.create("test", login, login, roles, PASSWORD);
        return ((AccountOutcome.Done) outcome).account();
    }

    /** Signs a MockMvc request in, as the sign-in form would. */
    public RequestPostProcessor as(Account account) {
        var hash = accountStore.passwordHash(account.id()).orElseThrow();
        var who =
                new SignedIn(
                        account,
                        Sha256.of(hash.getBytes(StandardCharsets.UTF_8)).hex(),
                        Instant.now(),
                        false);
        return authentication(
                UsernamePasswordAuthenticationToken.authenticated(
                        who,
                        null,
                        account.roles().stream()
                                .map(role -> new SimpleGrantedAuthority(role.name()))
                                .toList()));
    }

    /** A package that no other test names. */
    public Purl somePackage() {
        return Purl.npm("@test/server-" + number.incrementAndGet(), "1.0.0");
    }

    /** A release whose vetting has found something, with an open review for its requester. */
    public Review inReview(
            Purl purl, Account requester, List<String> domains, List<Finding> findings)
            throws IOException {
        return inReview(purl, requester, "to answer mail", "Team Post", domains, findings);
    }

    public Review inReview(
            Purl purl,
            Account requester,
            String purpose,
            String owner,
            List<String> domains,
            List<Finding> findings)
            throws IOException {
        var release = releases.add(purl);
        var request =
                reviews.addRequest(
                        release.id(),
                        requester.id(),
                        new Asked(Stage.PRODUCTION, domains, SomeAnswers.harmless(purpose, owner)));
        var review = reviews.openReview(request, null);
        var artifact = blobs.put(purl.toString().getBytes(StandardCharsets.UTF_8));
        releases.fetched(release.id(), artifact, Integrity.ofSha512(new byte[64]));
        closures.keep(release.id(), closure(purl));
        var delta = delta(purl, findings);
        var document = blobs.put(JSON.writeValueAsBytes(delta));
        var facts =
                new FactsBuilder()
                        .release(releases.find(release.id()).orElseThrow(), release.createdAt())
                        .delta(delta)
                        .closure(closures.packages(release.id()), new FoundLicences())
                        .request(request, domains)
                        .build();
        var judgement = RuleSet.builtIn().judge(facts);
        var snapshot =
                snapshots.keep(
                        new Snapshot(
                                Snapshot.SCHEMA,
                                purl.toString(),
                                artifact,
                                List.of(purl.toString()),
                                document,
                                domains,
                                Profile.ANALYSIS,
                                blobs.put(JSON.writeValueAsBytes(facts)),
                                judgement.policy(),
                                judgement.verdict(),
                                judgement.reasons(),
                                judgement.rules(),
                                null,
                                LOW,
                                null));
        for (var step : VettingStep.Name.values()) {
            vetting.record(release.id(), step, "done", "done with " + step.words(), document);
        }
        releases.vetted(release.id(), null, snapshot);
        releases.move(
                release.id(),
                EnumSet.of(ReleaseState.REQUESTED),
                ReleaseState.IN_REVIEW,
                "waiting for a reviewer");
        reviews.show(review.id(), snapshot, LOW);
        return reviews.review(review.id()).orElseThrow();
    }

    public Release release(Review review) {
        return releases.find(review.releaseId()).orElseThrow();
    }

    private static Closure closure(Purl purl) {
        var integrity = Integrity.ofSha512(new byte[64]);
        return new Closure(
                purl,
                List.of(
                        new LockedPackage("", purl, integrity, false, "{}"),
                        new LockedPackage(
                                "node_modules/zod",
                                Purl.npm("zod", "3.25.1"),
                                integrity,
                                false,
                                "{}")));
    }

    private static Delta delta(Purl purl, List<Finding> findings) {
        var verdict =
                findings.stream()
                                .anyMatch(
                                        each ->
                                                each.severity()
                                                        == dev.assay.scanners.finding.Severity
                                                                .CRITICAL)
                        ? Verdict.BLOCK
                        : findings.isEmpty() ? Verdict.QUIET : Verdict.REVIEW;
        return new Delta(
                Delta.SCHEMA,
                null,
                new Delta.Side(purl.toString(), null),
                verdict,
                new Coverage(41, 913_000, 880_000, 880_000, List.of(), 6100, 0, 0),
                findings);
    }
}
