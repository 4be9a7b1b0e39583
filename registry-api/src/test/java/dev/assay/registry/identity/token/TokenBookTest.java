package dev.assay.registry.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Migrations;
import dev.assay.scanners.attestation.SigningKey;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What a node knows of tokens when it is started while its database is away. */
final class TokenBookTest {

    private final Clock clock = Clock.systemUTC();
    private final SigningKey key = SigningKey.make();
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create(
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "assay", "");

    @TempDir private Path folder;

    private TokenStore store;
    private String secret;

    @BeforeEach
    void makeAToken() throws SQLException {
        Migrations.apply(database);
        var jdbc = JdbcClient.create(database);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        var accounts = new AccountStore(jdbc, clock);
        store = new TokenStore(jdbc, accounts, clock);
        var owner = accounts.add("build", "Build", "no password", Set.of(Role.CI));
        try (var before = book(key)) {
            var tokens =
                    new Tokens(
                            store,
                            accounts,
                            new AuditTrail(jdbc, transactions, clock),
                            transactions,
                            before,
                            new TokenSettings(365, 50, Duration.ofHours(1)),
                            clock);
            secret =
                    ((TokenOutcome.Made)
                                    tokens.make(
                                            "build",
                                            owner,
                                            "a build",
                                            Set.of(TokenScope.GATE_READ),
                                            Stage.PILOT,
                                            30))
                            .secret();
        }
        database.setLoginTimeout(1);
        try (var connection = database.getConnection()) {
            connection.createStatement().execute("SHUTDOWN");
        }
    }

    @Test
    void knowsATokenFromBeforeARestart() {
        try (var book = book(key)) {
            book.start();

            assertThat(book.check(secret))
                    .isInstanceOfSatisfying(
                            TokenCheck.Good.class,
                            good -> assertThat(good.caller().stage()).isEqualTo(Stage.PILOT));
        }
    }

    @Test
    void isNotSureOfATokenWhereTheFileWasAltered() throws IOException {
        var file = folder.resolve("tokens.json");
        Files.writeString(file, Files.readString(file).replace("PILOT", "PRODUCTION"));

        try (var book = book(key)) {
            book.start();

            assertThat(book.check(secret)).isInstanceOf(TokenCheck.Unsure.class);
        }
    }

    @Test
    void isNotSureOfATokenWhereAnotherKeySignedTheFile() {
        try (var book = book(SigningKey.make())) {
            book.start();

            assertThat(book.check(secret)).isInstanceOf(TokenCheck.Unsure.class);
        }
    }

    private TokenBook book(SigningKey signedWith) {
        return new TokenBook(
                store,
                clock,
                Duration.ofHours(1),
                new TokenFile(folder.resolve("tokens.json"), signedWith));
    }
}
