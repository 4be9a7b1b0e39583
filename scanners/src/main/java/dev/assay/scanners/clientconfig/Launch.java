package dev.assay.scanners.clientconfig;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How a client gets at a server. */
public sealed interface Launch {

    /**
     * A package that is fetched and run.
     *
     * @param type the package URL type: {@code npm}, {@code pypi}, {@code nuget} or {@code cargo}
     * @param name as its ecosystem writes it
     * @param version what stands for the version: exact, a range, a tag; null for nothing
     * @param registry the registry that the command names, null where it names none
     * @param arguments what stands behind the package: the server's own
     */
    record Package(
            String type,
            String name,
            @Nullable String version,
            @Nullable String registry,
            List<String> arguments)
            implements Launch {

        public Package {
            arguments = List.copyOf(arguments);
        }

        public Package(
                String type, String name, @Nullable String version, @Nullable String registry) {
            this(type, name, version, registry, List.of());
        }

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
     * @param command the whole command; empty where none is given
     * @param at where the image stands in it
     */
    record Container(String image, @Nullable String digest, List<String> command, int at)
            implements Launch {

        public Container {
            command = List.copyOf(command);
        }

        public Container(String image, @Nullable String digest) {
            this(image, digest, List.of(), 0);
        }
    }

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
