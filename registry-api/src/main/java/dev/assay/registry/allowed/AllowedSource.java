package dev.assay.registry.allowed;

import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Where what is allowed is read from. */
interface AllowedSource {

    /**
     * What is asked for.
     *
     * @param server a package's name, a package URL or an id of the inventory; null for all
     * @param consumer a name or an id; null for all
     * @param gate the gate's address, ending in a slash
     */
    record Wish(Stage stage, @Nullable String server, @Nullable String consumer, String gate) {}

    /** The subject where nothing of the server that is asked for is allowed. */
    String SERVER = "server";

    /** Whether anything could be read. */
    sealed interface Reading {

        /** All was taken; perhaps there was nothing. */
        record Taken() implements Reading {}

        /** What was asked for does not exist, or is not known yet. */
        record Nothing(String subject, String why, String next) implements Reading {}
    }

    /** Hands over one server at a time, by package URL. */
    Reading read(Wish wish, Allowed.Each taker) throws IOException;

    /** What was withdrawn or refused, by package URL; whose grants are asked for is no matter. */
    default List<Withdrawn> withdrawn(Wish wish) {
        return List.of();
    }
}
