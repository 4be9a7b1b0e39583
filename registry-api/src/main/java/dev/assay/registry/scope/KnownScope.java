package dev.assay.registry.scope;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A scope of the catalogue.
 *
 * @param provider the provider's key
 * @param scope as the provider writes it, without the address that Google and Microsoft put before
 * @param allows what it lets a server do, in one line
 * @param narrower scopes that allow less, to be considered first
 * @param reads the scope that only reads the same, or null
 */
public record KnownScope(
        String provider,
        String scope,
        Kind kind,
        String allows,
        List<String> narrower,
        @Nullable String reads) {

    /** What a scope is good for. Ordered from the least to the most. */
    public enum Kind {
        READ("read"),
        WRITE("write"),
        ADMIN("admin");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public KnownScope {
        narrower = List.copyOf(narrower);
    }

    /** What to take instead where that is enough: the narrower ones, and the one that reads. */
    public List<String> instead() {
        var instead = new ArrayList<>(narrower);
        if (reads != null && !instead.contains(reads)) {
            instead.add(reads);
        }
        return instead;
    }
}
