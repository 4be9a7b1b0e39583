package dev.assay.inventory.backup;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import javax.sql.DataSource;

/** Moves an installation into another database and blob store; at the source nothing changes. */
public final class Move {

    /**
     * What was moved.
     *
     * @param head of the audit chain, as before
     */
    public record Moved(int tables, long rows, long events, String head) {}

    private static final long TELL_EVERY = 20_000;

    private final Consumer<String> progress;

    /**
     * @param progress is told a line of what is going on
     */
    public Move(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Copies every row into an empty database: all or, where that is PostgreSQL, nothing. Each
     * table is read back and compared, and the audit chain is followed, before that is committed.
     */
    public Moved records(DataSource from, DataSource to)
            throws SQLException, IOException, UnfitException {
        try (var source = Snapshot.of(from);
                var target = Loading.into(to)) {
            sameVersion(source.versions(), target.versions());
            var rows = 0L;
            var tables = 0;
            for (var table : source.tables()) {
                if (!target.has(table) && source.count(table) == 0) {
                    // One that guards others in H2 by referring to them; PostgreSQL needs none.
                    continue;
                }
                rows += move(source, target, table);
                tables++;
            }
            progress.accept("checking what refers to what");
            target.checkReferences();
            var chain = chain(target.connection());
            target.commit();
            return new Moved(tables, rows, chain.entries(), chain.head());
        }
    }

    private long move(Snapshot source, Loading target, Table table)
            throws SQLException, IOException, UnfitException {
        var there = target.like(table);
        var sent = new Tally();
        try (var filling = target.fill(table)) {
            source.each(
                    table,
                    row -> {
                        sent.add(row.line());
                        filling.add(row);
                        if (sent.rows() % TELL_EVERY == 0) {
                            progress.accept(table.name() + ": " + sent.rows() + " rows");
                        }
                    });
            filling.finish(source.next(table));
        }
        compare(table.name(), sent.rows(), sent.digest(), target.tally(there));
        progress.accept(
                String.format(
                        Locale.ROOT,
                        "%s: %d rows, digest %s",
                        table.name(),
                        sent.rows(),
                        sent.digest().substring(0, 16)));
        return sent.rows();
    }

    static void compare(String table, long rows, String digest, Tally there) throws UnfitException {
        if (rows != there.rows() || !digest.equals(there.digest())) {
            throw new UnfitException(
                    "the table "
                            + table
                            + " did not arrive as it was sent ("
                            + rows
                            + " rows, digest "
                            + digest
                            + "; arrived "
                            + there.rows()
                            + ", "
                            + there.digest()
                            + "); nothing was kept. Please report it");
        }
    }

    static void sameVersion(Set<String> from, Set<String> here) throws UnfitException {
        var missing = new TreeSet<>(here);
        missing.removeAll(from);
        if (!missing.isEmpty()) {
            throw new UnfitException(
                    "it was left by an earlier version of Assay (without migration "
                            + String.join(", ", missing)
                            + "); start this version once on it, and stop it again");
        }
        var unknown = new TreeSet<>(from);
        unknown.removeAll(here);
        if (!unknown.isEmpty()) {
            throw new UnfitException(
                    "it was left by a later version of Assay (with migration "
                            + String.join(", ", unknown)
                            + "); use that version");
        }
    }

    static AuditChain.State.Whole chain(Connection connection) throws UnfitException {
        var one = new SingleConnectionDataSource(connection, true);
        return switch (new AuditChain(JdbcClient.create(one)).verify()) {
            case AuditChain.State.Whole whole -> whole;
            case AuditChain.State.Broken(var sequence, var why, _) ->
                    throw new UnfitException(
                            "the audit trail is broken at event "
                                    + sequence
                                    + ": "
                                    + why
                                    + ". Nothing was kept; find out who changed it, where it comes"
                                    + " from");
        };
    }

    /**
     * Copies every blob that the other store does not have; done again, it goes on where it was.
     *
     * @return how many there are
     */
    public long blobs(BlobStore from, BlobStore to) throws IOException {
        var count = new long[2];
        from.each(
                digest -> {
                    if (copy(digest, from, to)) {
                        count[1]++;
                    }
                    if (++count[0] % 500 == 0) {
                        progress.accept("blobs: " + count[0] + ", " + count[1] + " copied");
                    }
                });
        progress.accept("blobs: " + count[0] + ", " + count[1] + " copied");
        return count[0];
    }

    private static boolean copy(Sha256 digest, BlobStore from, BlobStore to) throws IOException {
        if (to.has(digest)) {
            return false;
        }
        var file =
                from.file(digest)
                        .orElseThrow(
                                () -> new FileNotFoundException("blob " + digest + " is gone"));
        var kept = to.put(file);
        if (!kept.equals(digest)) {
            to.discard(kept);
            throw new AlteredBlobException(digest, kept);
        }
        return true;
    }
}
