package dev.assay.web.cli;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Closures as they were resolved a moment ago. npm, too, takes a packument of up to five minutes
 * for the registry's present one, because that is what registries allow it.
 */
final class ClosureCache {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final CacheFolder folder;
    private final String registry;

    private record Document(List<Entry> packages) {}

    private record Entry(
            String path, String purl, Integrity integrity, boolean optional, String manifest) {}

    /**
     * @param registry where closures are resolved; another one has others
     */
    ClosureCache(CacheFolder folder, String registry) {
        this.folder = folder;
        this.registry = registry;
    }

    Optional<Closure> find(Purl release) {
        return folder.find(key(release), FRESH).flatMap(body -> read(release, body));
    }

    void keep(Closure closure) {
        var entries =
                closure.packages().stream()
                        .map(
                                locked ->
                                        new Entry(
                                                locked.path(),
                                                locked.purl().toString(),
                                                locked.integrity(),
                                                locked.optional(),
                                                locked.manifest()))
                        .toList();
        folder.keep(key(closure.root()), JSON.writeValueAsBytes(new Document(entries)));
    }

    private static Optional<Closure> read(Purl release, byte[] body) {
        try {
            var packages =
                    JSON.readValue(body, Document.class).packages().stream()
                            .map(
                                    entry ->
                                            new LockedPackage(
                                                    entry.path(),
                                                    Purl.parse(entry.purl()),
                                                    entry.integrity(),
                                                    entry.optional(),
                                                    entry.manifest()))
                            .toList();
            return Optional.of(new Closure(release, packages));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A project's own configuration may send some packages elsewhere, so its folder counts. */
    private String key(Purl release) {
        return "closure " + registry + " " + Path.of("").toAbsolutePath() + " " + release;
    }
}
