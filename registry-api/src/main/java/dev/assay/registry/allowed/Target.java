package dev.assay.registry.allowed;

import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/**
 * A program that enforces what was approved. It is asked about every server first, and writes
 * nothing that it objected to: what it is given it can say exactly, and whatever it does not name
 * has to be denied.
 */
public interface Target {

    TargetInfo info();

    /** Whether it can say where a server runs that nobody starts. */
    default boolean saysRemote() {
        return false;
    }

    /** Whether it can deny by name what an earlier file of it may have let through. */
    default boolean saysWithdrawn() {
        return false;
    }

    /** What it cannot say of a server, beside the aspects that it does not know at all. */
    default List<Objection> objections(AllowedServer server) {
        return List.of();
    }

    /** What it cannot say of all of them together, or with these parameters. */
    default Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        return Optional.empty();
    }

    /** Writes it. Names are others' and never trusted; nothing is read into memory as a whole. */
    void write(Allowed allowed, ExportRequest request, Writer out) throws IOException;
}
