package dev.assay.scanners.clientconfig;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How a client gets at a server. */
public sealed interface Launch {

    /**
     * A package that is fetched and run.
     *
     * @param type the package URL type, {@code npm} or {@code pypi}
     * @param name as its ecosystem writes it
     * @param version what stands for the version: exact, a range, a tag; null for nothing
     * @param registry the registry that the command names, null where it names none
     */
    record Package(String type, String name, @Nullable String version, @Nullable String registry)
            implements Launch {

        /** Whether it can only ever be one version. */
        public boolean pinned() {
            var text = version;
            return text != null && Versions.isExact(type, text);
        }
    }

    /**
     * A container image.
     *
     * @param image name and tag
     * @param digest null where it is named by a tag alone
     */
    record Container(String image, @Nullable String digest) implements Launch {}

    /** A server that runs elsewhere. */
    record Remote(String url) implements Launch {}

    /** A program of this machine. */
    record Program(List<String> command) implements Launch {

        public Program {
            command = List.copyOf(command);
        }
    }

    /** What cannot be told from the configuration, and why. */
    record Unclear(String why) implements Launch {}
}
