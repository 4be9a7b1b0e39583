package dev.assay.inventory.record;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one server.
 *
 * @param server the server's id in the inventory
 * @param purl its package, without a version
 * @param name as people call it
 * @param entries the server itself first, then the rest by subject and key
 */
public record ServerRecord(Id server, String purl, String name, List<Entry> entries) {

    public ServerRecord {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.getFirst().subject() != Subject.SERVER) {
            throw new IllegalArgumentException("a record begins with its server");
        }
    }

    /** An entry by what it is and its key. */
    public Optional<Entry> find(Subject subject, String key) {
        return each(subject).filter(entry -> entry.key().equals(key)).findFirst();
    }

    /**
     * The package URL of one of its releases: a server may be shipped as several packages.
     *
     * @param release an entry of {@link Subject#RELEASE}
     */
    public String purlOf(Entry release) {
        var own = release.text(Field.RELEASE_PACKAGE);
        return Purl.parse(own.isEmpty() ? purl : own)
                .withVersion(release.text(Field.RELEASE_VERSION))
                .toString();
    }

    /** The server itself. */
    public Entry itself() {
        return entries.getFirst();
    }

    public Stream<Entry> each(Subject subject) {
        return entries.stream().filter(each -> each.subject() == subject);
    }
}
