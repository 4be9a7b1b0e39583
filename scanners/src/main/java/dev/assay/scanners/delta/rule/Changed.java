package dev.assay.scanners.delta.rule;

import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * One detail of a thing, as it was and as it is. A tool may be told in several places (its
 * definition, and the loop that registers all of them), and any of them may be the one that says
 * something new.
 *
 * @param before what an earlier place said, preferably one that no place says any more
 * @param now what no earlier place said
 */
record Changed(Object before, Object now) {

    /** Null where nothing is new, or where one of the versions could not be read. */
    static @Nullable Changed of(Sighting sighting, String key) {
        var earlier = values(sighting.before().stream(), key).toList();
        var now =
                values(sighting.now().stream(), key)
                        .filter(value -> !earlier.contains(value))
                        .findFirst();
        if (now.isEmpty() || earlier.isEmpty()) {
            return null;
        }
        var current = values(sighting.now().stream(), key).toList();
        var gone = earlier.stream().filter(value -> !current.contains(value)).findFirst();
        return new Changed(gone.orElse(earlier.getFirst()), now.get());
    }

    private static Stream<Object> values(Stream<Fact> facts, String key) {
        return facts.map(fact -> fact.detail().get(key))
                .filter(Objects::nonNull)
                .map(value -> value instanceof String text ? spaced(text) : value)
                .filter(value -> !value.equals(""));
    }

    /** White space is no word. */
    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
