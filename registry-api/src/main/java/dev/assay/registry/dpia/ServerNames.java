package dev.assay.registry.dpia;

import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.util.Optional;

/** Which server people mean: by its id, its package URL, or its package's name. */
final class ServerNames {

    private ServerNames() {}

    /** Its id, whether it is in the inventory or not; empty where the text names nothing. */
    static Optional<Id> id(String text) {
        var name = text.strip();
        var id = Id.parse(name);
        if (id.isPresent()) {
            return id;
        }
        try {
            var purl =
                    name.startsWith("pkg:") || name.matches("[a-z]+:.*")
                            ? Purl.parse(name)
                            : Purl.npm(name, null);
            return Optional.of(Servers.id(purl));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
