package dev.assay.registry.register.file;

import dev.assay.registry.register.Register;
import dev.assay.registry.register.Row;

import java.io.Closeable;
import java.io.IOException;

/** Writes one register after another; the stream below is flushed at the end and left open. */
interface RegisterWriter extends Closeable {

    void begin(Register register) throws IOException;

    void row(Row row) throws IOException;

    /** After the last row of a register. */
    void end() throws IOException;
}
