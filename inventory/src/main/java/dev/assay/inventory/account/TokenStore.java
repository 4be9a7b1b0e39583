package dev.assay.inventory.account;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tokens that programs hold, each by its digest. */
public final class TokenStore {

    private final JdbcClient jdbc;
    private final AccountStore accounts;
    private final Clock clock;

    public TokenStore(JdbcClient jdbc, AccountStore accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Keeps a new token.
     *
     * @param sha256 of the token, which is kept nowhere
     */
    public ApiToken add(
            Id owner,
            String name,
            Sha256 sha256,
            Set<TokenScope> scopes,
            Stage stage,
            Instant expiresAt) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO api_token
                            (id, account_id, name, token_sha256, scopes, stage, created_at, expires_at)
                        VALUES (:id, :owner, :name, :sha256, :scopes, :stage, :now, :end)
                        """)
                .param("id", id.value())
                .param("owner", owner.value())
                .param("name", name)
                .param("sha256", sha256.hex())
                .param("scopes", words(scopes))
                .param("stage", stage.name())
                .param("now", Rows.column(clock.instant()))
                .param("end", Rows.column(expiresAt))
                .update();
        return find(id).orElseThrow();
    }

    public Optional<ApiToken> find(Id id) {
        return jdbc.sql("SELECT * FROM api_token WHERE id = :id")
                .param("id", id.value())
                .query(TokenStore::read)
                .optional();
    }

    /** All tokens of everybody, the newest first. */
    public List<ApiToken> all() {
        return jdbc.sql("SELECT * FROM api_token ORDER BY created_at DESC, id")
                .query(TokenStore::read)
                .list();
    }

    /** The tokens of one account, the newest first. */
    public List<ApiToken> of(Id owner) {
        return jdbc.sql(
                        """
                        SELECT * FROM api_token WHERE account_id = :owner
                        ORDER BY created_at DESC, id
                        """)
                .param("owner", owner.value())
                .query(TokenStore::read)
                .list();
    }

    /** The tokens that did not end before a moment, each with its digest and its owner. */
    public List<HeldToken> held(Instant endedSince) {
        var kept =
                jdbc.sql(
                                """
                                SELECT * FROM api_token
                                WHERE expires_at > :since
                                    AND (revoked_at IS NULL OR revoked_at > :since)
                                """)
                        .param("since", Rows.column(endedSince))
                        .query(
                                (row, number) ->
                                        new Kept(
                                                read(row, number),
                                                new Sha256(Rows.text(row, "token_sha256"))))
                        .list();
        // Read after the tokens, so that none of them is without its owner.
        var owners = accounts.all().stream().collect(Collectors.toMap(Account::id, each -> each));
        return kept.stream()
                .map(
                        each ->
                                new HeldToken(
                                        each.token(),
                                        each.sha256(),
                                        Objects.requireNonNull(owners.get(each.token().owner()))))
                .toList();
    }

    private record Kept(ApiToken token, Sha256 sha256) {}

    /**
     * Ends a token for good.
     *
     * @return whether it had not been revoked before
     */
    public boolean revoke(Id id) {
        return jdbc.sql(
                                """
                                UPDATE api_token SET revoked_at = :now
                                WHERE id = :id AND revoked_at IS NULL
                                """)
                        .param("now", Rows.column(clock.instant()))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Notes that a token was used; an earlier moment than the noted one changes nothing. */
    public void used(Id id, Instant at) {
        jdbc.sql(
                        """
                        UPDATE api_token SET last_used_at = :at
                        WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)
                        """)
                .param("at", Rows.column(at))
                .param("id", id.value())
                .update();
    }

    private static String words(Set<TokenScope> scopes) {
        return scopes.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    private static ApiToken read(ResultSet row, int number) throws SQLException {
        var scopes = EnumSet.noneOf(TokenScope.class);
        Arrays.stream(Rows.text(row, "scopes").split(","))
                .map(TokenScope::valueOf)
                .forEach(scopes::add);
        return new ApiToken(
                Rows.id(row, "id"),
                Rows.id(row, "account_id"),
                Rows.text(row, "name"),
                scopes,
                Stage.valueOf(Rows.text(row, "stage")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"),
                Rows.instantOrNull(row, "revoked_at"),
                Rows.instantOrNull(row, "last_used_at"));
    }
}
