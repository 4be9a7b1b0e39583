package dev.assay.web.cli;

import picocli.CommandLine.Option;

/** Where artifacts come from, and how far to look. */
final class FetchOptions {

    @Option(
            names = "--offline",
            description = "use no network; artifacts are then files or folders")
    private boolean offline;

    @Option(
            names = "--closure",
            description = "resolve and scan the packages that are installed along with it, too")
    private boolean closure;

    @Option(
            names = "--no-cache",
            description = "neither use nor keep profiles of packages that were read before")
    private boolean noCache;

    @Option(
            names = "--detonate",
            description =
                    "run it as well, in a sandbox without a network, and tell what it is seen to do")
    private boolean detonate;

    boolean detonate() {
        return detonate;
    }

    boolean closure() {
        return closure;
    }

    boolean offline() {
        return offline;
    }

    boolean cached() {
        return !noCache;
    }
}
