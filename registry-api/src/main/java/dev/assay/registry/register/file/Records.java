package dev.assay.registry.register.file;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.Unsaid;
import dev.assay.scanners.coordinates.Purl;

import java.util.Optional;
import java.util.stream.Stream;

/** Where exports read the records of servers. */
public interface Records {

    /** The record of one server as it is. */
    Optional<KeptRecord> now(Id server);

    /** All of them as they are, few in memory at a time; to be closed. */
    Stream<KeptRecord> all();

    /** The server that somebody means: by its id, its package URL or its package's name. */
    default Optional<KeptRecord> named(String text) {
        return Id.parse(text)
                .flatMap(this::now)
                .or(() -> purl(text).map(Servers::id).flatMap(this::now));
    }

    /** That nothing on record is called so. */
    static ExportOutcome.Refused notOnRecord(String text) {
        return new ExportOutcome.Refused(
                new Unsaid(
                        text,
                        "no server on record is called so",
                        "write its package's name, its package URL or its id in the inventory"));
    }

    private static Optional<Purl> purl(String text) {
        try {
            return Optional.of(Purl.parse(text));
        } catch (IllegalArgumentException e) {
            try {
                return Optional.of(Purl.npm(text, null));
            } catch (IllegalArgumentException none) {
                return Optional.empty();
            }
        }
    }
}
