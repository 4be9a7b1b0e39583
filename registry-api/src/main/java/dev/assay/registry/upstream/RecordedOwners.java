package dev.assay.registry.upstream;

import dev.assay.inventory.upstream.UpstreamNameStore;
import dev.assay.scanners.artifact.NameOwners;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Owners of names as they are on record; what was read once is kept, since it never changes. */
final class RecordedOwners implements NameOwners {

    private static final int MOST_KEPT = 100_000;

    private final UpstreamNameStore store;
    private final Map<Map.Entry<String, String>, URI> kept = new ConcurrentHashMap<>();

    RecordedOwners(UpstreamNameStore store) {
        this.store = store;
    }

    @Override
    public Optional<URI> of(String ecosystem, String name) {
        var known = kept.get(Map.entry(ecosystem, name));
        if (known != null) {
            return Optional.of(known);
        }
        var found = store.find(ecosystem, name);
        found.ifPresent(owner -> keep(ecosystem, name, owner));
        return found;
    }

    @Override
    public URI claim(String ecosystem, String name, URI upstream) {
        var owner = store.claim(ecosystem, name, upstream);
        keep(ecosystem, name, owner);
        return owner;
    }

    private void keep(String ecosystem, String name, URI owner) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(Map.entry(ecosystem, name), owner);
    }
}
