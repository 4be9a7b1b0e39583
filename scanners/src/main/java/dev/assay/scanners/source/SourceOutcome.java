package dev.assay.scanners.source;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;

/**
 * What came of laying a package beside its source. None of the ways to learn nothing means that
 * there is nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SourceOutcome.Compared.class, name = "compared"),
    @JsonSubTypes.Type(value = SourceOutcome.NoRepository.class, name = "no-repository"),
    @JsonSubTypes.Type(value = SourceOutcome.NotAllowed.class, name = "not-allowed"),
    @JsonSubTypes.Type(value = SourceOutcome.Unreachable.class, name = "unreachable"),
    @JsonSubTypes.Type(value = SourceOutcome.NoSuchVersion.class, name = "no-such-version"),
    @JsonSubTypes.Type(value = SourceOutcome.NotComparable.class, name = "not-comparable"),
    @JsonSubTypes.Type(value = SourceOutcome.TooLarge.class, name = "too-large"),
    @JsonSubTypes.Type(value = SourceOutcome.SwitchedOff.class, name = "switched-off")
})
public sealed interface SourceOutcome {

    /** The source was found and compared with. */
    record Compared(SourceComparison comparison) implements SourceOutcome {}

    /** The package names no git repository. */
    record NoRepository(String reason) implements SourceOutcome {}

    /** Its repository is on a host that the settings do not name. */
    record NotAllowed(String repository, String reason) implements SourceOutcome {}

    /** The repository could not be had. */
    record Unreachable(String repository, String reason) implements SourceOutcome {}

    /**
     * The repository is there, and has no such version.
     *
     * @param tried the commits and tags that it was asked for
     */
    record NoSuchVersion(String repository, List<String> tried) implements SourceOutcome {
        public NoSuchVersion {
            tried = List.copyOf(tried);
        }
    }

    /** There is nothing to compare, or nothing that can be. */
    record NotComparable(String repository, String reason) implements SourceOutcome {}

    /** A bound was hit. */
    record TooLarge(String repository, String reason) implements SourceOutcome {}

    /** The settings say that no source is fetched. */
    record SwitchedOff(String reason) implements SourceOutcome {}

    /** The outcome in a few words, as pages and policies have it. */
    default String state() {
        return switch (this) {
            case Compared it -> "compared";
            case NoRepository it -> "no repository";
            case NotAllowed it -> "host not allowed";
            case Unreachable it -> "not reachable";
            case NoSuchVersion it -> "no such version";
            case NotComparable it -> "not comparable";
            case TooLarge it -> "too large";
            case SwitchedOff it -> "switched off";
        };
    }

    /** Which repository, as HOST/OWNER/REPO; empty where none is named. */
    default String repository() {
        return switch (this) {
            case Compared(var comparison) -> comparison.repository();
            case NotAllowed(var repository, var reason) -> repository;
            case Unreachable(var repository, var reason) -> repository;
            case NoSuchVersion(var repository, var tried) -> repository;
            case NotComparable(var repository, var reason) -> repository;
            case TooLarge(var repository, var reason) -> repository;
            case NoRepository it -> "";
            case SwitchedOff it -> "";
        };
    }

    /** One sentence for people. */
    default String summary() {
        return switch (this) {
            case Compared(var comparison) -> comparison.summary();
            case NoRepository(var reason) -> reason;
            case NotAllowed(var repository, var reason) -> reason;
            case Unreachable(var repository, var reason) -> repository + ": " + reason;
            case NoSuchVersion(var repository, var tried) ->
                    repository + " has none of " + String.join(", ", tried);
            case NotComparable(var repository, var reason) -> reason;
            case TooLarge(var repository, var reason) -> reason;
            case SwitchedOff(var reason) -> reason;
        };
    }
}
