package dev.assay.scanners.profile;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Copies of maps that are written in the same order by every process. */
final class Sorted {

    private Sorted() {}

    /** A copy that nobody changes, in the order of its keys; without nulls. */
    static <V> Map<String, V> copyOf(Map<String, V> map) {
        var copy = new TreeMap<String, V>();
        map.forEach((key, value) -> copy.put(key, Objects.requireNonNull(value, key)));
        return Collections.unmodifiableMap(copy);
    }
}
