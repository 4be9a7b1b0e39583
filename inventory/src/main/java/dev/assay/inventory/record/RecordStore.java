package dev.assay.inventory.record;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The records of all servers, each as it was from its first day on. A version is written when a
 * record has become another one, and never changed. Callers hold the transaction.
 */
public final class RecordStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public RecordStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps a record, where it is not what the last one was. The caller holds the server's row.
     *
     * @param maker the version of what made it
     * @return whether it is another one
     */
    public boolean keep(ServerRecord server, int maker) {
        var document = RecordJson.write(server);
        var digest = RecordJson.digest(document);
        var id = server.server().value();
        var last = digest(server.server());
        if (last.isPresent() && last.get().equals(digest)) {
            jdbc.sql(
                            """
                            UPDATE server_record_head SET maker = :maker
                            WHERE server_id = :id AND maker <> :maker
                            """)
                    .param("id", id)
                    .param("maker", maker)
                    .update();
            return false;
        }
        // Two of one moment would leave open which of them held; a clock may also go back.
        var before = at(server.server());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var at = before == null || now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
        jdbc.sql(
                        """
                        INSERT INTO server_record (server_id, made_at, digest, document)
                        VALUES (:id, :at, :digest, :document)
                        """)
                .param("id", id)
                .param("at", Rows.column(at))
                .param("digest", digest.hex())
                .param("document", packed(document))
                .update();
        jdbc.sql("DELETE FROM server_record_head WHERE server_id = :id").param("id", id).update();
        jdbc.sql(
                        """
                        INSERT INTO server_record_head (server_id, made_at, digest, maker)
                        VALUES (:id, :at, :digest, :maker)
                        """)
                .param("id", id)
                .param("at", Rows.column(at))
                .param("digest", digest.hex())
                .param("maker", maker)
                .update();
        return true;
    }

    /** Says that a server is none any more; what its record was stays. */
    public void end(Id server) {
        jdbc.sql("DELETE FROM server_record_head WHERE server_id = :id")
                .param("id", server.value())
                .update();
    }

    /** The record as it is. */
    public Optional<KeptRecord> now(Id server) {
        return jdbc.sql(
                        """
                        SELECT r.* FROM server_record_head h
                        JOIN server_record r ON r.server_id = h.server_id AND r.made_at = h.made_at
                        WHERE h.server_id = :id
                        """)
                .param("id", server.value())
                .query(KEPT)
                .optional();
    }

    /** The record as it was at a moment; empty where there was none yet. */
    public Optional<KeptRecord> at(Id server, Instant moment) {
        return jdbc.sql(
                        """
                        SELECT * FROM server_record WHERE server_id = :id AND made_at <= :at
                        ORDER BY made_at DESC LIMIT 1
                        """)
                .param("id", server.value())
                .param("at", Rows.column(moment))
                .query(KEPT)
                .optional();
    }

    /**
     * When the record became another one, the newest first.
     *
     * @param before null for the newest there are
     */
    public List<KeptRecord.Version> history(Id server, @Nullable Instant before, int most) {
        return jdbc.sql(
                        """
                        SELECT made_at, digest FROM server_record
                        WHERE server_id = :id AND made_at < :before
                        ORDER BY made_at DESC LIMIT :most
                        """)
                .param("id", server.value())
                .param(
                        "before",
                        Rows.column(
                                before == null ? Instant.parse("9999-01-01T00:00:00Z") : before))
                .param("most", most)
                .query(
                        (row, number) ->
                                new KeptRecord.Version(
                                        Rows.instant(row, "made_at"),
                                        new Sha256(Rows.text(row, "digest"))))
                .list();
    }

    /**
     * Records as they are, by the ids of their servers.
     *
     * @param after the last id of the page before; null for the first
     */
    public List<KeptRecord> page(@Nullable Id after, int most) {
        return jdbc.sql(
                        """
                        SELECT r.* FROM server_record_head h
                        JOIN server_record r ON r.server_id = h.server_id AND r.made_at = h.made_at
                        WHERE h.server_id > :after ORDER BY h.server_id LIMIT :most
                        """)
                .param("after", after == null ? "" : after.value())
                .param("most", most)
                .query(KEPT)
                .list();
    }

    /** How many servers have a record. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM server_record_head").query(Long.class).single();
    }

    /**
     * Marks every server whose record was made by another version of its maker, or never.
     *
     * @return how many
     */
    public int touchMadeByOthers(int maker) {
        return jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT s.package_purl FROM server s
                        LEFT JOIN server_record_head h ON h.server_id = s.id
                        WHERE h.maker IS NULL OR h.maker <> :maker
                        """)
                .param("maker", maker)
                .update();
    }

    private Optional<Sha256> digest(Id server) {
        return jdbc.sql("SELECT digest FROM server_record_head WHERE server_id = :id")
                .param("id", server.value())
                .query((row, number) -> new Sha256(Rows.text(row, "digest")))
                .optional();
    }

    private @Nullable Instant at(Id server) {
        return jdbc.sql("SELECT made_at FROM server_record_head WHERE server_id = :id")
                .param("id", server.value())
                .query((row, number) -> Rows.instant(row, "made_at"))
                .optional()
                .orElse(null);
    }

    private static final RowMapper<KeptRecord> KEPT =
            (row, number) ->
                    new KeptRecord(
                            Rows.instant(row, "made_at"),
                            new Sha256(Rows.text(row, "digest")),
                            RecordJson.read(
                                    unpacked(Objects.requireNonNull(row.getBytes("document")))));

    /** Records say the same few words over and over, and twenty thousand of them are kept. */
    private static byte[] packed(String document) {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(unpacking.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
