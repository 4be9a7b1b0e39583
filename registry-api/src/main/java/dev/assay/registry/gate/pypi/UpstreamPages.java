package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PageOutcome;
import dev.assay.scanners.artifact.pypi.PypiIndex;

import java.time.Clock;
import java.time.Duration;

/** The pages of the upstream index. */
final class UpstreamPages {

    /** For how long people wait. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** About a kilobyte each. */
    private static final int MOST_FILES = 200_000;

    private UpstreamPages() {}

    static UpstreamMemory<IndexPage> of(PypiIndex index, Duration age, Clock clock) {
        return new UpstreamMemory<>(
                (project, before) -> ask(index, project),
                page -> page == null ? 1 : 1 + page.files().size(),
                MOST_FILES,
                age,
                clock);
    }

    private static Known<IndexPage> ask(PypiIndex index, String project)
            throws InterruptedException {
        return switch (index.page(project, null)) {
            case PageOutcome.Found(var page) -> new Known.Listed<>(page);
            case PageOutcome.NotFound n -> new Known.None<>();
            case PageOutcome.NotModified n -> new Known.Away<>("it answers 304 to nothing");
            case PageOutcome.Unavailable(var reason, var retryAfter) -> new Known.Away<>(reason);
            case PageOutcome.Malformed(var reason) -> new Known.Away<>(reason);
            case PageOutcome.NotConfigured(var reason) -> new Known.Away<>(reason);
        };
    }
}
