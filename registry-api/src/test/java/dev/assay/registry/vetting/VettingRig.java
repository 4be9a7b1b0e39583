package dev.assay.registry.vetting;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.tls.Tls;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.workflow.ApprovalsChanged;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** The service's middle, without its listeners: workflow, pipeline and jobs over real storage. */
final class VettingRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Set<ReleaseState> BUSY =
            Set.of(ReleaseState.REQUESTED, ReleaseState.VETTING);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({
        "dev.assay.registry.consumer",
        "dev.assay.registry.flaw",
        "dev.assay.registry.policy",
        "dev.assay.registry.shipped",
        "dev.assay.registry.tools",
        "dev.assay.registry.upload",
        "dev.assay.registry.upstream",
        "dev.assay.registry.vendorbom",
        "dev.assay.registry.vetting",
        "dev.assay.registry.workflow"
    })
    static class Parts {

        private final Queue<Id> changes = new ConcurrentLinkedQueue<>();

        @Bean
        MovingClock clock() {
            return new MovingClock();
        }

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Tls tls() {
            return Tls.off();
        }

        @EventListener
        void changed(ApprovalsChanged change) {
            changes.add(change.release());
        }
    }

    /** The time of day, until a test lets some pass. */
    static final class MovingClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final ConfigurableApplicationContext context;

    private VettingRig(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("dev.assay.registry.watch")
    static class WatchingParts {}

    static VettingRig start(Path data, @Nullable URI upstream, String... settings) {
        return start(List.of(Parts.class), data, upstream, settings);
    }

    /** The same, and upstreams are watched. */
    static VettingRig startWatching(Path data, URI upstream, String... settings) {
        return start(List.of(Parts.class, WatchingParts.class), data, upstream, settings);
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("dev.assay.registry.attestation")
    static class AttestingParts {}

    /** The same as without, and approvals are signed. */
    static VettingRig startAttesting(Path data, URI upstream, String... settings) {
        return start(List.of(Parts.class, AttestingParts.class), data, upstream, settings);
    }

    /**
     * No configuration that the scan of this package finds: a gate is there where it is asked for.
     */
    @ComponentScan({
        "dev.assay.registry.attestation",
        "dev.assay.registry.gate",
        "dev.assay.registry.identity.token",
        "dev.assay.registry.identity.workload"
    })
    static class ServingParts {

        @Bean
        WebAddress webAddress() {
            return new WebAddress(null, false);
        }
    }

    /** The same as without, and what is approved is served. */
    static VettingRig startServing(Path data, URI upstream, String... settings) {
        var more = new ArrayList<>(List.of(settings));
        more.add("gate.port=0");
        more.add("gate.address=127.0.0.1");
        return start(
                List.of(Parts.class, ServingParts.class),
                data,
                upstream,
                more.toArray(String[]::new));
    }

    private static VettingRig start(
            List<Class<?>> parts, Path data, @Nullable URI upstream, String... settings) {
        var properties = new ArrayList<String>();
        properties.add("--assay.data-directory=" + data);
        if (upstream != null) {
            properties.add("--assay.upstream.npm.url=" + upstream);
        }
        properties.add("--assay.vetting.retry-pauses=100ms,100ms");
        properties.add("--db-scheduler.polling-interval=50ms");
        for (var setting : settings) {
            properties.add("--" + setting);
        }
        return new VettingRig(
                new SpringApplicationBuilder(parts.toArray(Class[]::new))
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .run(properties.toArray(String[]::new)));
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Moves the clock on; whatever the job queue does keeps its own time. */
    void pass(Duration time) {
        var clock = get(MovingClock.class);
        clock.ahead = clock.ahead.plus(time);
    }

    Account account(String login, Role... roles) {
        var accounts = get(AccountStore.class);
        return accounts.find(login)
                .orElseGet(() -> accounts.add(login, login, "no password", Set.of(roles)));
    }

    Account requester() {
        return account("rita", Role.REQUESTER);
    }

    Account reviewer() {
        return account("sam", Role.SECURITY);
    }

    RequestOutcome request(String purl, String... domains) {
        return get(Workflow.class)
                .request(
                        requester(),
                        new RequestForm(purl, List.of(domains), SomeAnswers.harmless()));
    }

    /** Requests a release and waits until its vetting has ended one way or the other. */
    Release vet(String purl, String... domains) throws InterruptedException {
        return switch (request(purl, domains)) {
            case RequestOutcome.Accepted accepted -> settled(accepted.release().id());
            case RequestOutcome.Widened widened -> settled(widened.release().id());
            case RequestOutcome other -> throw new AssertionError("not vetted: " + other);
        };
    }

    Release settled(Id id) throws InterruptedException {
        return await(
                id,
                release ->
                        !BUSY.contains(release.state())
                                && (release.state() == ReleaseState.VETTING_FAILED
                                        || reviews(id).stream()
                                                .noneMatch(
                                                        review ->
                                                                review.state()
                                                                        == Review.State.WAITING)));
    }

    Release await(Id id, Predicate<Release> condition) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var release = get(ReleaseStore.class).find(id).orElseThrow();
            if (condition.test(release)) {
                return release;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still waiting: " + release);
            }
            Thread.sleep(20);
        }
    }

    List<Review> reviews(Id release) {
        return get(ReviewStore.class).reviews(release);
    }

    /** The report of the newest review of a release. */
    ReviewReport report(Id release) {
        return get(ReportReader.class).review(reviews(release).getFirst().id()).orElseThrow();
    }

    /** Has a reviewer agree to what is proposed for each tool, and waits for the new verdict. */
    void confirmTools(Id release) {
        var words =
                get(ToolStore.class).of(release).stream()
                        .filter(each -> !each.isConfirmed())
                        .map(each -> new ToolDecisions.Word(each.name(), null, null, null))
                        .toList();
        if (words.isEmpty()) {
            return;
        }
        var deed = get(ToolDecisions.class).say(reviewer(), release, words, "");
        if (deed instanceof Deed.Refused<?> refused) {
            throw new AssertionError(refused);
        }
        try {
            settled(release);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Has everybody vote whose vote is needed, and tells what became of the last one. */
    DecisionOutcome approve(Id release) {
        confirmTools(release);
        var review = reviews(release).getFirst();
        var seen = review.snapshotSha256();
        if (seen == null) {
            throw new AssertionError("nothing to approve: " + review);
        }
        var ballot = new Ballot(seen, Stage.PRODUCTION, "looked at it");
        var voters =
                List.of(
                        reviewer(),
                        account("dora", Role.DATA_PROTECTION),
                        account("sid", Role.SECURITY));
        var outcome = get(Workflow.class).approve(voters.getFirst(), review.id(), ballot);
        for (var voter : voters.subList(1, voters.size())) {
            if (outcome instanceof DecisionOutcome.Voted) {
                outcome = get(Workflow.class).approve(voter, review.id(), ballot);
            }
        }
        return outcome;
    }

    List<Id> changes() {
        return List.copyOf(context.getBean(Parts.class).changes);
    }

    @Override
    public void close() {
        context.close();
    }
}
