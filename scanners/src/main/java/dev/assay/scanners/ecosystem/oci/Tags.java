package dev.assay.scanners.ecosystem.oci;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tags in an order that people expect. */
public final class Tags {

    private Tags() {}

    /** Those that read like versions first, the newest before the others. */
    public static List<String> newestFirst(Collection<String> tags) {
        Comparator<Optional<TagOrder>> byOrder =
                (one, other) ->
                        one.isPresent() && other.isPresent()
                                ? other.get().compareTo(one.get())
                                : Boolean.compare(other.isPresent(), one.isPresent());
        return tags.stream()
                .sorted(
                        Comparator.comparing(TagOrder::parse, byOrder)
                                .thenComparing(Comparator.reverseOrder()))
                .toList();
    }
}
