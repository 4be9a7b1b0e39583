package dev.assay.registry.register;

import dev.assay.inventory.record.ServerRecord;

import java.util.List;

/** One table that somebody has to keep. */
public interface Register {

    /** Its name for programs: lower-case letters and hyphens; never changes. */
    String id();

    String title();

    /** What it is for, in one or two sentences. */
    String purpose();

    List<Column> columns();

    /** The rows that one server makes; the same for the same record and surroundings. */
    List<Row> rows(ServerRecord server, Surroundings around);
}
