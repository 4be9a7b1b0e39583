package dev.assay.inventory.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class TokenStoreTest {

    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

    @Parameter Database database;
    private AccountStore accounts;
    private TokenStore tokens;

    @BeforeEach
    void open() {
        accounts = new AccountStore(database.jdbc(), Database.ticking());
        tokens = new TokenStore(database.jdbc(), accounts, Database.ticking());
    }

    private Account owner() {
        return accounts.add(Samples.name(), "Rita", "a hash", Set.of(Role.CI));
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void remembersATokenByItsDigestWithItsOwner() {
        var owner = owner();
        var sha256 = digest(owner.login());
        var scopes = Set.of(TokenScope.GATE_READ, TokenScope.API_READ);

        var token = tokens.add(owner.id(), "a build", sha256, scopes, Stage.PILOT, END);

        assertThat(tokens.find(token.id())).contains(token);
        assertThat(tokens.of(owner.id())).containsExactly(token);
        assertThat(token.scopes()).isEqualTo(scopes);
        assertThat(token.lastUsedAt()).isNull();
        assertThat(tokens.held(END.minusSeconds(1))).contains(new HeldToken(token, sha256, owner));
        assertThat(tokens.held(END)).noneMatch(held -> held.token().equals(token));
    }

    @Test
    void revokesOnceAndNotesTheLastUseAlone() {
        var owner = owner();
        var token =
                tokens.add(
                        owner.id(),
                        "a build",
                        digest(owner.login()),
                        Set.of(TokenScope.GATE_READ),
                        Stage.PILOT,
                        END);

        tokens.used(token.id(), END.minusSeconds(10));
        tokens.used(token.id(), END.minusSeconds(20));

        assertThat(tokens.find(token.id()).orElseThrow().lastUsedAt())
                .isEqualTo(END.minusSeconds(10));
        assertThat(tokens.revoke(token.id())).isTrue();
        assertThat(tokens.revoke(token.id())).isFalse();
        assertThat(tokens.find(token.id()).orElseThrow().activeAt(END.minusSeconds(30))).isFalse();
    }

    @Test
    void keepsOneAccountPerPersonOfAnIssuer() {
        var identity = new ExternalIdentity("https://sso.example", Samples.name());
        var account = accounts.add(Samples.name(), "Nora", identity, Set.of(Role.AUDITOR));

        assertThat(accounts.find(identity)).contains(account);
        assertThat(accounts.passwordHash(account.id())).isEmpty();
        assertThat(accounts.standing(account.id()).orElseThrow().identity()).isEqualTo(identity);
        assertThatThrownBy(
                        () -> accounts.add(Samples.name(), "Two", identity, Set.of(Role.AUDITOR)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void knowsWhoIsLeftToAdminister() {
        var transactions = database.transactions();
        var root = accounts.add(Samples.name(), "Root", "a hash", Set.of(Role.ADMINISTRATOR));
        var external =
                accounts.add(
                        Samples.name(),
                        "Elsewhere",
                        new ExternalIdentity("https://sso.example", Samples.name()),
                        Set.of(Role.ADMINISTRATOR));

        var before = transactions.execute(status -> accounts.lockLocalAdministrators());
        accounts.disable(root.id(), true);
        var after = transactions.execute(status -> accounts.lockLocalAdministrators());

        assertThat(before).contains(root.id()).doesNotContain(external.id());
        assertThat(after).doesNotContain(root.id());
    }
}
