package dev.assay.registry.dpia;

import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.Id;

import java.util.Optional;
import java.util.stream.Stream;

/** The records of servers as they are now. */
public interface CurrentRecords {

    /** Empty where there is no such server. */
    Optional<ServerRecord> now(Id server);

    /** All of them, a few in memory at a time. */
    Stream<ServerRecord> all();
}
