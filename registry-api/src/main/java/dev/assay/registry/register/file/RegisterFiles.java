package dev.assay.registry.register.file;

import dev.assay.inventory.record.ServerRecord;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.Surroundings;

import java.io.IOException;
import java.io.OutputStream;

/** Registers of one server, as parts of something else. */
public final class RegisterFiles {

    private RegisterFiles() {}

    /** The document {@code assay-register/1}; the stream is left open. */
    public static void json(
            Register register, ServerRecord server, Surroundings around, OutputStream to)
            throws IOException {
        try (var json = new JsonWriter(to)) {
            json.begin(register);
            for (var row : register.rows(server, around)) {
                json.row(row);
            }
            json.end();
        }
    }
}
