package dev.assay.scanners.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Packages that were handed in here and that no upstream has. They are offered as their ecosystem's
 * protocol offers packages, below addresses that lead nowhere: {@link UpstreamClient} answers for
 * them in this process, so that such a name never reaches an upstream. Safe for use by many
 * threads.
 */
public interface OwnPackages {

    /** A host that cannot be there: RFC 2606 keeps {@code .invalid} free. */
    String HOST = "uploads.assay.invalid";

    /** Where nothing was handed in. */
    OwnPackages NONE =
            new OwnPackages() {
                @Override
                public boolean has(String ecosystem, String name) {
                    return false;
                }

                @Override
                public boolean hasAny(String ecosystem) {
                    return false;
                }

                @Override
                public Answer answer(URI address) {
                    return new Answer.Nothing();
                }
            };

    /** What is at an address. */
    sealed interface Answer {

        /**
         * A document of the protocol.
         *
         * @param type its media type
         */
        record Document(String type, byte[] body) implements Answer {}

        /** A file that was handed in. */
        record Stored(Path file) implements Answer {}

        record Nothing() implements Answer {}
    }

    /**
     * Whether a name is bound to what is handed in here: it was handed in once, or its namespace is
     * set apart for that.
     *
     * @param ecosystem as settings call it
     * @param name as the ecosystem's upstreams are asked for it, with a slash between its parts
     */
    boolean has(String ecosystem, String name);

    /** Whether there are such names. */
    boolean hasAny(String ecosystem);

    /** The namespaces that are set apart, as upstreams are bound to theirs. */
    default List<String> namespaces(String ecosystem) {
        return List.of();
    }

    /** What is at an address of ours. */
    Answer answer(URI address) throws IOException;

    /** The address that stands for an ecosystem's upstream, ending in a slash. */
    static URI address(String ecosystem) {
        return URI.create("https://" + HOST + "/" + ecosystem + "/");
    }

    /** Whether an address is one of ours. */
    static boolean isOwn(URI address) {
        return HOST.equalsIgnoreCase(address.getHost());
    }
}
