package dev.assay.inventory.upstream;

import dev.assay.inventory.store.Rows;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which upstream was the first to have a name. What is noted once is never altered. */
public final class UpstreamNameStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public UpstreamNameStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<URI> find(String ecosystem, String name) {
        return jdbc.sql(
                        "SELECT upstream FROM upstream_name WHERE ecosystem = :ecosystem AND name ="
                                + " :name")
                .param("ecosystem", ecosystem)
                .param("name", name)
                .query((row, number) -> URI.create(Rows.text(row, "upstream")))
                .optional();
    }

    /**
     * Notes who has a name, unless that is noted already; stands alone.
     *
     * @return who had it first
     */
    public URI claim(String ecosystem, String name, URI upstream) {
        try {
            jdbc.sql(
                            "INSERT INTO upstream_name (ecosystem, name, upstream, since) VALUES"
                                    + " (:ecosystem, :name, :upstream, :since)")
                    .param("ecosystem", ecosystem)
                    .param("name", name)
                    .param("upstream", upstream.toString())
                    .param("since", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return upstream;
        } catch (DuplicateKeyException e) {
            return find(ecosystem, name).orElseThrow();
        }
    }
}
