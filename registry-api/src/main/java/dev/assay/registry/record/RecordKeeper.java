package dev.assay.registry.record;

import dev.assay.inventory.record.RecordStore;
import dev.assay.inventory.server.Servers;
import dev.assay.registry.server.BesideTheRow;
import dev.assay.scanners.coordinates.Purl;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Keeps the records as new as what they are made of. */
final class RecordKeeper implements BesideTheRow {

    private static final Logger LOG = LoggerFactory.getLogger(RecordKeeper.class);

    private final RecordMaker maker;
    private final RecordStore store;

    RecordKeeper(RecordMaker maker, RecordStore store) {
        this.maker = maker;
        this.store = store;
    }

    /** Has every record made anew that another version of Assay made, or none did. */
    void start() {
        var marked = store.touchMadeByOthers(RecordMaker.VERSION);
        if (marked > 0) {
            LOG.info("{} servers wait for their record to be made", marked);
        }
    }

    @Override
    public void end(Purl packagePurl) {
        store.end(Servers.id(packagePurl));
    }

    @Override
    public void make(Purl packagePurl) {
        try {
            maker.make(packagePurl).ifPresent(each -> store.keep(each, RecordMaker.VERSION));
        } catch (DataAccessException e) {
            // The transaction is lost with it: the mark stays, and it is made later.
            throw e;
        } catch (RuntimeException e) {
            // The row is made all the same; the record stays as it was, which its day tells.
            LOG.error("the record of {} cannot be made", packagePurl, e);
        }
    }
}
