package dev.assay.registry.rest;

import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

@RestController
final class WatchController {

    private final WatchStore watched;

    WatchController(WatchStore watched) {
        this.watched = watched;
    }

    record WatchedDocument(
            String purl,
            @Nullable Instant lookedAt,
            @Nullable Instant answeredAt,
            Instant nextLookAt,
            int failures,
            @Nullable String problem) {

        static WatchedDocument of(WatchedPackage watching) {
            return new WatchedDocument(
                    watching.packagePurl().toString(),
                    watching.lookedAt(),
                    watching.answeredAt(),
                    watching.nextLookAt(),
                    watching.failures(),
                    watching.problem());
        }
    }

    /** The packages whose upstreams are looked at, and how they answered. */
    @GetMapping("/api/v1/watched")
    Map<String, List<WatchedDocument>> watched() {
        return Map.of("watched", watched.all().stream().map(WatchedDocument::of).toList());
    }
}
