package dev.assay.registry.record;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.RecordStore;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ServerRows;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The records of servers, as they are and as they were. Every export is made from these, and from
 * nothing else.
 */
public final class RecordReader {

    /** So many records are in memory while all are gone through. */
    private static final int PAGE = 100;

    private final RecordStore store;
    private final ServerPackageStore packages;
    private final ServerRows rows;

    RecordReader(RecordStore store, ServerPackageStore packages, ServerRows rows) {
        this.store = store;
        this.packages = packages;
        this.rows = rows;
    }

    /** The record as it is; empty where there is no such server. */
    public Optional<KeptRecord> now(Id server) {
        rows.beforeSomebodyLooks();
        return store.now(packages.serverOf(server));
    }

    /** The record as it was at a moment; empty where the server was not known then. */
    public Optional<KeptRecord> at(Id server, Instant moment) {
        rows.beforeSomebodyLooks();
        return store.at(server, moment);
    }

    /**
     * When a record became another one, the newest first.
     *
     * @param before only what was before that moment; null for the newest
     */
    public List<KeptRecord.Version> history(Id server, @Nullable Instant before, int most) {
        rows.beforeSomebodyLooks();
        return store.history(server, before, most);
    }

    /** How many servers have a record. */
    public long count() {
        return store.count();
    }

    /**
     * The records of all servers as they are, by their ids, a hundred in memory at a time. What
     * changes meanwhile is there as it was or as it is then, never half.
     */
    public Stream<KeptRecord> all() {
        rows.beforeSomebodyLooks();
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Pages(), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private final class Pages implements Iterator<KeptRecord> {

        private Iterator<KeptRecord> page = List.<KeptRecord>of().iterator();
        private @Nullable Id last;
        private boolean over;

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !over) {
                var next = store.page(last, PAGE);
                page = next.iterator();
                over = next.size() < PAGE;
            }
            return page.hasNext();
        }

        @Override
        public KeptRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = page.next();
            last = server(next.record());
            return next;
        }

        private static Id server(ServerRecord record) {
            return record.server();
        }
    }
}
