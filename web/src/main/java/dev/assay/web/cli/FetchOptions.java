package dev.assay.web.cli;

import picocli.CommandLine.Option;

/** Where artifacts come from, and how far to look. */
final class FetchOptions {

    @Option(
            names = "--offline",
            description = "use no network; artifacts are then files or folders")
    private boolean offline;

    boolean offline() {
        return offline;
    }
}
