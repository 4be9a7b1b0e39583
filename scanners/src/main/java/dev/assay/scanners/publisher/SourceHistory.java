package dev.assay.scanners.publisher;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The commits that led to a version that is published as one. Names are what the commits say of
 * themselves: nothing of it was verified.
 *
 * @param commits the version's own first, then its ancestors, children before their parents
 * @param whole whether that is all of them, and not the nearest so many
 * @param problem why there are none, or null
 * @param signature what came of checking the signature of the version's tag, or else of its commit;
 *     null where there was nothing to look at
 */
public record SourceHistory(
        List<Commit> commits,
        boolean whole,
        @Nullable String problem,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Outcome<KeyClaims> signature) {

    /**
     * @param author name and address
     * @param committer likewise
     * @param signed whether it carries a signature, which was not checked
     */
    public record Commit(String id, String author, String committer, boolean signed) {}

    public SourceHistory {
        commits = List.copyOf(commits);
    }

    /** Where nobody could be asked. */
    public static SourceHistory unknown(String problem) {
        return new SourceHistory(List.of(), false, problem, null);
    }
}
