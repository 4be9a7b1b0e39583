package dev.assay.scanners.changes;

import dev.assay.scanners.changes.ChangePlan.Counts;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * What a reviewer reads of a version beside its findings; the document {@code assay-changes/1}.
 *
 * @param schema {@value #SCHEMA}
 * @param from the older version's package URL, or null where there was nothing to compare with
 * @param to the newer version's
 * @param counts how many functions changed, and how many are not shown and why
 * @param payloads what is sent where, as far as it is something else than before
 * @param texts what a model reads, as far as it is something else than before
 * @param unread the newer version's code files that were not parsed
 * @param code the code itself, or null where it could not be cut out
 * @param problem why there is no code, or null
 */
public record Changes(
        String schema,
        @Nullable String from,
        String to,
        Counts counts,
        List<PayloadShape> payloads,
        List<ModelText> texts,
        List<Coverage.Unparsed> unread,
        @Nullable ChangedCode code,
        @Nullable String problem) {

    public static final String SCHEMA = "assay-changes/1";

    public Changes {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(to, "to is null");
        Objects.requireNonNull(counts, "counts is null");
        payloads = List.copyOf(payloads);
        texts = List.copyOf(texts);
        unread = List.copyOf(unread);
    }

    /**
     * Puts it together.
     *
     * @param from null where there is nothing to compare with
     * @param plan what {@link ChangePlans} made of the two
     * @param code null where there is a problem
     */
    public static Changes of(
            @Nullable Attributed from,
            Attributed to,
            ChangePlan plan,
            @Nullable ChangedCode code,
            @Nullable String problem) {
        var facts = to.facts();
        var before = from == null ? null : from.facts();
        return new Changes(
                SCHEMA,
                from == null ? null : from.profile().purl(),
                to.profile().purl(),
                plan.counts(),
                before == null
                        ? PayloadShape.between(List.of(), facts)
                        : PayloadShape.between(before, facts),
                before == null ? List.of() : ModelText.between(before, facts),
                to.profile().coverage().unparsed(),
                code,
                problem);
    }
}
