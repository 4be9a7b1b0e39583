package dev.assay.scanners.closure.npm;

import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.ClosureOutcome.UpstreamAway;
import dev.assay.scanners.closure.npm.NpmSpec.Outside;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The versions that a resolution chooses from: each packument is fetched once, several at a time.
 */
final class ManifestSource implements AutoCloseable {

    /** What became of one wish. */
    sealed interface Pick {

        record Picked(VersionManifest manifest) implements Pick {}

        /** There is none; an optional dependency is then left out, as npm leaves it out. */
        record Missing(String reason) implements Pick {}
    }

    private final @Nullable VersionManifest given;
    private final NpmRegistry registry;
    private final ManifestPicker picker;
    private final Semaphore requests;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<PackumentOutcome>> packuments =
            new ConcurrentHashMap<>();

    /**
     * @param given a version that needs no registry, or null
     */
    ManifestSource(
            NpmRegistry registry,
            ManifestPicker picker,
            int requests,
            @Nullable VersionManifest given) {
        this.given = given;
        this.registry = registry;
        this.picker = picker;
        this.requests = new Semaphore(requests);
    }

    /** Begins to fetch what will be asked for soon. */
    void expect(NpmSpec spec) {
        if (!(spec.wanted() instanceof Outside) && !isGiven(spec)) {
            packument(spec.packageName());
        }
    }

    /** Chooses the version that npm would choose. */
    Pick pick(NpmSpec spec) throws Resolution, InterruptedException {
        if (given != null && isGiven(spec)) {
            return new Pick.Picked(given);
        }
        if (spec.wanted() instanceof Outside(var text, var kind)) {
            return new Pick.Missing(
                    "'" + text + "' is " + kind + ", which no registry serves and nobody can lock");
        }
        return switch (await(packument(spec.packageName()))) {
            case PackumentOutcome.Found(var packument) -> choose(packument, spec);
            case PackumentOutcome.NotFound(var reason) -> new Pick.Missing(reason);
            case PackumentOutcome.Malformed(var reason) -> throw Resolution.unresolvable(reason);
            case PackumentOutcome.Unavailable(var reason, var retryAfter) ->
                    throw new Resolution(new UpstreamAway(reason, retryAfter));
            case PackumentOutcome.NotConfigured(var reason) ->
                    throw new Resolution(new UpstreamAway(reason, null));
            case PackumentOutcome.NotModified() ->
                    throw new IllegalStateException("nothing was revalidated");
        };
    }

    private boolean isGiven(NpmSpec spec) {
        return given != null
                && spec.packageName().equals(given.name())
                && spec.wanted() instanceof NpmSpec.Exactly(_, var text)
                && text.equals(given.version());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private Pick choose(Packument packument, NpmSpec spec) {
        return picker.pick(packument, spec.wanted())
                .<Pick>map(Pick.Picked::new)
                .orElseGet(
                        () ->
                                new Pick.Missing(
                                        "the registry has "
                                                + packument.versions().size()
                                                + " versions of "
                                                + packument.name()
                                                + " and none that fits (latest: "
                                                + packument
                                                        .distTags()
                                                        .getOrDefault("latest", "none")
                                                + ")"));
    }

    private CompletableFuture<PackumentOutcome> packument(String name) {
        return packuments.computeIfAbsent(
                name,
                missing -> {
                    var answer = new CompletableFuture<PackumentOutcome>();
                    threads.submit(() -> fetch(missing, answer));
                    return answer;
                });
    }

    private void fetch(String name, CompletableFuture<PackumentOutcome> answer) {
        try {
            requests.acquire();
            try {
                answer.complete(registry.packument(name));
            } finally {
                requests.release();
            }
        } catch (InterruptedException e) {
            answer.completeExceptionally(e);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static PackumentOutcome await(CompletableFuture<PackumentOutcome> answer)
            throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a packument could not be fetched", e.getCause());
        }
    }
}
