package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** A token names one stage, and one that opens nothing is never taken for none. */
final class TokensAtTheGateTest {

    private final SamplePackage demo = SamplePackage.bare("demo-mcp", "1.0.0", Map.of());
    private final String path = "/npm" + SampleUpstream.tarballPath("demo-mcp", "1.0.0");

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(demo);
        rig.approve(Stage.PILOT, demo);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String bearer(String secret) {
        return "Authorization: Bearer " + secret;
    }

    private static String basic(String login, String secret) {
        var pair = (login + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Test
    void theStageOfATokenDecidesWhatItGets() throws IOException {
        var pilot = rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();
        var production = rig.token(Stage.PRODUCTION, TokenScope.GATE_READ).secret();

        assertThat(rig.get(path, bearer(pilot)).status()).isEqualTo(200);
        assertThat(rig.get(path, bearer(production)).status()).isEqualTo(403);
        assertThat(rig.get(path).status()).as("nobody").isEqualTo(403);
    }

    @Test
    void aTokenIsTakenAsBearerAsPasswordAndAsUserName() throws IOException {
        var secret = rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();

        for (var header : new String[] {bearer(secret), basic("any", secret), basic(secret, "")}) {
            assertThat(rig.get(path, header).status()).as(header).isEqualTo(200);
        }
        assertThat(secret).matches("assay_[0-9A-Za-z]{49}");
    }

    @Test
    void aRevokedTokenIsRefusedFromTheNextRequestOn() throws IOException {
        var made = rig.token(Stage.PILOT, TokenScope.GATE_READ);
        var owner = rig.accounts.find(made.token().owner()).orElseThrow();
        assertThat(rig.get(path, bearer(made.secret())).status()).isEqualTo(200);

        assertThat(rig.tokens.revoke(owner, made.token().id())).isTrue();

        var answer = rig.get(path, bearer(made.secret()));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.reason())
                .isEqualTo(
                        "Token refused by Assay's gate: it was revoked on 2026-11-21; tokens are"
                                + " made at http://assay.example/account/tokens");
    }

    @Test
    void anExpiredTokenSaysSinceWhen() throws IOException {
        var secret = rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();

        rig.clock.advance(Duration.ofDays(31));

        var answer = rig.get(path, bearer(secret));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.reason()).contains("it expired on 2026-12-21");
    }

    @Test
    void whatIsNoTokenOfOursIsRefusedEvenForWhatAnybodyMayHave() throws IOException {
        var free = SamplePackage.bare("free-mcp", "1.0.0", Map.of());
        rig.publish(free);
        rig.approve(free);
        var open = "/npm" + SampleUpstream.tarballPath("free-mcp", "1.0.0");
        assertThat(rig.get(open).status()).isEqualTo(200);
        var secret = rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();
        var cut = secret.substring(0, secret.length() - 1);
        var other = rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();
        var spliced = secret.substring(0, 20) + other.substring(20);

        assertThat(rig.get(open, bearer(cut)).reason()).contains("it is no whole one");
        assertThat(rig.get(open, bearer(spliced)).reason()).contains("it is no whole one");
        for (var header :
                new String[] {
                    bearer(cut),
                    bearer("npm_aaaa"),
                    basic("ada", "a password"),
                    "Authorization: Digest x",
                    "Authorization: Basic %%%",
                    "Authorization: "
                }) {
            var answer = rig.get(open, header);
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).as(header).isNotBlank();
            assertThat(answer.reason()).as(header).startsWith("Token refused by Assay's gate: ");
        }
    }

    @Test
    void aTokenForTheApiAloneOpensNothingHere() throws IOException {
        var secret = rig.token(Stage.PILOT, TokenScope.API_READ).secret();

        var answer = rig.get(path, bearer(secret));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).contains("it lacks the scope gate:read");
    }

    @Test
    void aDisabledAccountTakesItsTokensAlong() throws IOException {
        var made = rig.token(Stage.PILOT, TokenScope.GATE_READ);
        rig.accounts.disable(made.token().owner(), true);
        rig.refreshTokens();

        assertThat(rig.get(path, bearer(made.secret())).reason())
                .contains("it belongs to an account that is disabled");
    }

    @Test
    void nobodyReadsWithoutATokenWhereTheSettingSaysSo() throws IOException {
        rig.close();
        rig = GateRig.forTokensAlone(directory.resolve("closed"));
        rig.publish(demo);
        rig.approve(demo);
        var secret = rig.token(Stage.PRODUCTION, TokenScope.GATE_READ).secret();

        var nobody = rig.get(path);

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.reason()).startsWith("Assay's gate needs a token; ");
        assertThat(rig.get(path, bearer(secret)).status()).isEqualTo(200);
    }

    @Test
    void knownTokensStayGoodWhileTheDatabaseIsAway() throws IOException {
        var secret = rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();

        rig.loseDatabase();
        rig.refreshTokens();

        assertThat(rig.get(path, bearer(secret)).status()).isEqualTo(200);
    }

    @Test
    void whenATokenWasLastUsedIsNotedToTheHour() throws IOException {
        var made = rig.token(Stage.PILOT, TokenScope.GATE_READ);
        var owner = rig.accounts.find(made.token().owner()).orElseThrow();
        rig.clock.advance(Duration.ofMinutes(100));
        rig.get(path, bearer(made.secret()));
        rig.get(path, bearer(made.secret()));

        rig.stopTokens();

        assertThat(rig.tokens.of(owner).getFirst().lastUsedAt())
                .isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void nobodyEndsTheTokenOfAnotherButAnAdministrator() {
        var made = rig.token(Stage.PILOT, TokenScope.GATE_READ);
        var other = rig.accounts.add("other", "Other", "none", Set.of(Role.SECURITY));
        var root = rig.accounts.add("root", "Root", "none", Set.of(Role.ADMINISTRATOR));

        assertThat(rig.tokens.revoke(other, made.token().id())).isFalse();
        assertThat(rig.tokens.revoke(root, made.token().id())).isTrue();
    }
}
