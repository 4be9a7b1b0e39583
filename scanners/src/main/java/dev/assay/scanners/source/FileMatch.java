package dev.assay.scanners.source;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * One file of a package, beside the source.
 *
 * @param how what it is to the source
 * @param from the path in the source that it comes from, where one file is meant
 * @param why what tells that it was built or made, or why it could not be compared; else empty
 * @param functions how many functions it has, where it was read as code
 * @param same how many of them the source has as they are
 * @param rebuilt how many it has but for declared names
 * @param worded how many are made of words of the source alone, as a compiler would leave them
 * @param strange the others, in their order; those of dependencies are still among them
 */
public record FileMatch(
        String path,
        How how,
        @Nullable String from,
        String why,
        int functions,
        int same,
        int rebuilt,
        int worded,
        List<StrangeFunction> strange) {

    /** What a file of a package is to the source. */
    public enum How {
        /** The same bytes. */
        @JsonProperty("identical")
        IDENTICAL,
        /** The same text; line ends, a byte order mark or blank ends differ. */
        @JsonProperty("line-ends")
        LINE_ENDS,
        /** The source has this file, with other content. */
        @JsonProperty("altered")
        ALTERED,
        /** Something that a build makes, compared function by function. */
        @JsonProperty("built")
        BUILT,
        /** What the ecosystem's own tools put into every package. */
        @JsonProperty("made")
        MADE,
        /** Code without a place in the source. */
        @JsonProperty("unknown")
        UNKNOWN,
        /** Not code, and not in the source. */
        @JsonProperty("other")
        OTHER,
        /** It may come from the source; nothing here can tell. */
        @JsonProperty("not-compared")
        NOT_COMPARED
    }

    public FileMatch {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(how, "how is null");
        strange = List.copyOf(strange);
    }

    static FileMatch of(String path, How how, @Nullable String from, String why) {
        return new FileMatch(path, how, from, why, 0, 0, 0, 0, List.of());
    }
}
