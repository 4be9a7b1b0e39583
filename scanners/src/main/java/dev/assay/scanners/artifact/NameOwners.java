package dev.assay.scanners.artifact;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of several upstreams was the first to have a name. It keeps it for good: were the next one
 * asked whenever the first has none or is away, whoever may publish there could take the name over.
 * Safe for use by many threads.
 */
public interface NameOwners {

    /**
     * Who has a name.
     *
     * @param ecosystem as settings call it
     */
    Optional<URI> of(String ecosystem, String name);

    /**
     * Notes who has a name, unless that is noted already.
     *
     * @return who has it now
     */
    URI claim(String ecosystem, String name, URI upstream);

    /** Remembers as long as the process lives. */
    static NameOwners inMemory() {
        var owners = new ConcurrentHashMap<Map.Entry<String, String>, URI>();
        return new NameOwners() {
            @Override
            public Optional<URI> of(String ecosystem, String name) {
                return Optional.ofNullable(owners.get(Map.entry(ecosystem, name)));
            }

            @Override
            public URI claim(String ecosystem, String name, URI upstream) {
                var before = owners.putIfAbsent(Map.entry(ecosystem, name), upstream);
                return before == null ? upstream : before;
            }
        };
    }
}
