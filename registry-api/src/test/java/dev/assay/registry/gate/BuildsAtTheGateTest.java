package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.identity.workload.WorkloadSettings;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** A build fetches with the token that the system running it signed, and no secret lives on. */
final class BuildsAtTheGateTest {

    private final SamplePackage demo = SamplePackage.bare("demo-mcp", "1.0.0", Map.of());
    private final String path = "/npm" + SampleUpstream.tarballPath("demo-mcp", "1.0.0");

    @TempDir private Path directory;
    private BuildIssuer issuer;
    private GateRig rig;

    @BeforeEach
    void start() throws IOException {
        issuer = new BuildIssuer();
        open(settings(null));
    }

    private void open(WorkloadSettings.Issuer settings) {
        rig = GateRig.forBuilds(directory.resolve("rig" + settings.hashCode()), settings);
        rig.publish(demo);
        rig.approve(Stage.PILOT, demo);
    }

    private WorkloadSettings.Issuer settings(@Nullable Path keys) {
        return new WorkloadSettings.Issuer(
                issuer.name(),
                "assay",
                null,
                keys,
                List.of("RS256"),
                Duration.ofHours(1),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                List.of(
                        new WorkloadSettings.Rule(
                                "main of acme",
                                BuildIssuer.mainOfAcme(),
                                Stage.PILOT,
                                List.of("gate:read")),
                        new WorkloadSettings.Rule(
                                "releases",
                                Map.of("repository", "acme/mail", "ref", "refs/tags/v*"),
                                Stage.PRODUCTION,
                                List.of("gate:read"))));
    }

    @AfterEach
    void stop() {
        rig.close();
        issuer.close();
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(rig.clock.instant());
    }

    private RawResponse get(String token) throws IOException {
        return rig.get(path, "Authorization: Bearer " + token);
    }

    private void expectRefused(String token, String why) throws IOException {
        var answer = get(token);
        assertThat(answer.status()).as(answer.reason()).isEqualTo(401);
        assertThat(answer.reason()).contains(why);
    }

    @Test
    void aBuildFetchesAtTheStageOfItsRule() throws IOException {
        var main = issuer.signed(claims().build());
        var tag = issuer.signed(claims().claim("ref", "refs/tags/v1.0").build());

        assertThat(get(main).status()).isEqualTo(200);
        assertThat(get(tag).status()).as("production, and this is for pilots").isEqualTo(403);
    }

    @Test
    void aBuildMaySendItAsThePasswordOfBasicAuthentication() throws IOException {
        var pair = "build:" + issuer.signed(claims().build());
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));

        assertThat(rig.get(path, "Authorization: Basic " + encoded).status()).isEqualTo(200);
    }

    @Test
    void buildsThatFitNoRuleAreRefused() throws IOException {
        var noRule = "fits no rule that is set for its issuer";
        expectRefused(issuer.signed(claims().claim("repository", "evil/mail").build()), noRule);
        expectRefused(issuer.signed(claims().claim("repository", "acme/a/b").build()), noRule);
        expectRefused(issuer.signed(claims().claim("repository", null).build()), noRule);
        expectRefused(issuer.signed(claims().claim("ref", "refs/heads/mainx").build()), noRule);
        expectRefused(
                issuer.signed(claims().claim("ref", List.of("refs/heads/main")).build()), noRule);
    }

    @Test
    void anotherAudienceAnotherIssuerAndAnotherKeyAreRefused() throws IOException {
        expectRefused(
                issuer.signed(claims().audience("somebody-else").build()),
                "is made for another audience");
        expectRefused(
                issuer.signed(claims().issuer("https://ci.example").build()),
                "comes from an issuer that is not set here");
        expectRefused(issuer.confused(claims().build()), "is signed in a way that is not taken");
        expectRefused("eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.", "is no signed JWT");
        expectRefused("eyJ.eyJ.x", "is no signed JWT");
        var good = issuer.signed(claims().build());
        var altered = good.substring(0, good.length() - 8) + "AAAAAAAA";
        expectRefused(altered, "has no valid signature of its issuer");
    }

    @Test
    void aTokenLivesShortlyAndEndsWhenItSaysSo() throws IOException {
        var now = rig.clock.instant();
        expectRefused(
                issuer.signed(
                        claims().expirationTime(Date.from(now.plus(Duration.ofDays(1)))).build()),
                "lives longer than 60 minutes");
        expectRefused(
                issuer.signed(
                        claims().issueTime(Date.from(now.plus(Duration.ofMinutes(5))))
                                .expirationTime(Date.from(now.plus(Duration.ofMinutes(9))))
                                .build()),
                "is not valid yet");
        expectRefused(
                issuer.signed(claims().expirationTime(null).build()),
                "does not say for whom, since when and until when it is");

        var token = issuer.signed(claims().build());
        assertThat(get(token).status()).isEqualTo(200);
        rig.clock.advance(Duration.ofMinutes(10));
        expectRefused(token, "expired at 2026-11-21T09:10:00Z");
    }

    @Test
    void keysAreAskedForOnceAndNotForEveryKeyIdThatSomebodyMakesUp() throws IOException {
        for (var time = 0; time < 20; time++) {
            assertThat(get(issuer.signed(claims().jwtID("build " + time).build())).status())
                    .isEqualTo(200);
        }
        assertThat(issuer.keysAsked).hasValue(1);

        for (var time = 0; time < 20; time++) {
            assertThat(get(issuer.signedByAnother(claims().build())).status()).isNotEqualTo(200);
        }
        assertThat(issuer.keysAsked.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void aNewKeyOfTheIssuerIsFoundByItself() throws IOException {
        assertThat(get(issuer.signed(claims().build())).status()).isEqualTo(200);
        issuer.rotate();
        assertThat(get(issuer.signed(claims().build())).status()).isEqualTo(200);
    }

    @Test
    void anIssuerWhoseKeysCannotBeHadIsAFaultAndNoRefusal() throws IOException {
        rig.close();
        open(settings(directory.resolve("no such file")));

        var answer = get(issuer.signed(claims().build()));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("the keys of its issuer cannot be had");
    }

    @Test
    void keysCanLieInAFileForASystemThatCannotBeReached() throws IOException {
        var file = Files.writeString(directory.resolve("keys.json"), issuer.keys());
        rig.close();
        open(settings(file));

        assertThat(get(issuer.signed(claims().build())).status()).isEqualTo(200);
        assertThat(issuer.keysAsked).hasValue(0);
    }
}
