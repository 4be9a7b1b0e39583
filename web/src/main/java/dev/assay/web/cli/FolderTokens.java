package dev.assay.web.cli;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.token.OfflineTokens;
import dev.assay.registry.identity.token.TokenOutcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** The tokens in the data folder of a service that is stopped. */
final class FolderTokens implements TokenDesk {

    private final OfflineTokens tokens;

    private FolderTokens(OfflineTokens tokens) {
        this.tokens = tokens;
    }

    static FolderTokens in(Path data) throws IncompleteException {
        if (!EmbeddedDatabase.existsIn(data)) {
            throw new IncompleteException(
                    "there is no Assay in "
                            + data
                            + "; name its folder with --data, or a running one with --service");
        }
        try {
            EmbeddedDatabase.mend(data);
            return new FolderTokens(new OfflineTokens(data, Clock.systemUTC()));
        } catch (IOException e) {
            throw new IncompleteException(
                    "the database in " + data + " cannot be put back as it was: " + e);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException) {
                    throw new IncompleteException(
                            "the database in "
                                    + data
                                    + " cannot be opened, most likely since Assay is running; name"
                                    + " it with --service URL");
                }
            }
            throw e;
        }
    }

    @Override
    public String create(
            @Nullable String owner, String name, List<String> scopes, String stage, int days)
            throws UsageException {
        if (owner == null) {
            throw new UsageException("say whose it is, with --owner LOGIN");
        }
        var account =
                tokens.accounts()
                        .find(owner)
                        .orElseThrow(
                                () -> new UsageException("there is no account '" + owner + "'"));
        var made =
                tokens.tokens()
                        .make(
                                AuditTrail.SERVICE,
                                account,
                                name,
                                scopes(scopes),
                                stage(stage),
                                days);
        return switch (made) {
            case TokenOutcome.Made(_, var secret) -> secret;
            case TokenOutcome.Refused(var complaints) ->
                    throw new UsageException(String.join(" ", complaints.values()));
        };
    }

    @Override
    public List<String> list() {
        return tokens.tokens().all().stream()
                .map(
                        token ->
                                TokenDesk.line(
                                        token.id().value(),
                                        tokens.accounts()
                                                .find(token.owner())
                                                .map(Account::login)
                                                .orElse("unknown"),
                                        token.scopes().stream()
                                                .sorted()
                                                .map(TokenScope::words)
                                                .collect(Collectors.joining(",")),
                                        token.stage().words(),
                                        token.expiresAt().toString(),
                                        token.revokedAt() == null ? "not-revoked" : "revoked",
                                        token.name()))
                .toList();
    }

    @Override
    public void revoke(String id) throws UsageException {
        if (Id.parse(id)
                .filter(found -> tokens.tokens().revoke(AuditTrail.SERVICE, found))
                .isEmpty()) {
            throw new UsageException("there is no token with the id '" + id + "'");
        }
    }

    private static EnumSet<TokenScope> scopes(List<String> words) throws UsageException {
        var scopes = EnumSet.noneOf(TokenScope.class);
        for (var word : words) {
            scopes.add(
                    TokenScope.parse(word)
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    "'"
                                                            + word
                                                            + "' is no scope; use gate:read,"
                                                            + " api:read or api:write")));
        }
        return scopes;
    }

    private static Stage stage(String words) throws UsageException {
        return Arrays.stream(Stage.values())
                .filter(each -> each.words().equals(words))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "'"
                                                + words
                                                + "' is no stage; use sandbox, read-only, pilot or"
                                                + " production"));
    }

    @Override
    public void close() {
        tokens.close();
    }
}
