package dev.assay.scanners.signature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What came of looking at one signature or attestation. The five are never merged: what could not
 * be checked is not absent, and what is absent is not invalid.
 *
 * @param <C> what a verified one says
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Outcome.Invalid.class, name = "invalid"),
    @JsonSubTypes.Type(value = Outcome.Absent.class, name = "absent"),
    @JsonSubTypes.Type(value = Outcome.NotOffered.class, name = "not-offered"),
    @JsonSubTypes.Type(value = Outcome.Unchecked.class, name = "unchecked")
})
public sealed interface Outcome<C> {

    /** Everything holds. */
    record Verified<C>(C claims) implements Outcome<C> {}

    /**
     * Something is wrong with it.
     *
     * @param detail what exactly, for people
     */
    record Invalid<C>(Defect defect, String detail) implements Outcome<C> {}

    /** The upstream offers such things, and has none for this version. */
    record Absent<C>(String detail) implements Outcome<C> {}

    /** The upstream offers none for any version, so that nothing follows from there being none. */
    record NotOffered<C>(String detail) implements Outcome<C> {}

    /** There may be one, and whether it holds could not be found out. */
    record Unchecked<C>(String reason) implements Outcome<C> {}

    /** The name of the state in documents, policies and on pages. */
    default String state() {
        return switch (this) {
            case Verified<C> it -> "verified";
            case Invalid<C> it -> "invalid";
            case Absent<C> it -> "absent";
            case NotOffered<C> it -> "not offered";
            case Unchecked<C> it -> "could not check";
        };
    }

    /** Why it is so, for people; empty where it is verified. */
    default String reason() {
        return switch (this) {
            case Verified<C> it -> "";
            case Invalid<C>(var defect, var detail) ->
                    detail.isEmpty() ? defect.meaning() : defect.meaning() + ": " + detail;
            case Absent<C>(var detail) -> detail;
            case NotOffered<C>(var detail) -> detail;
            case Unchecked<C>(var reason) -> reason;
        };
    }

    /** What it says, where it is verified. */
    default Optional<C> claimed() {
        return this instanceof Verified<C>(var claims) ? Optional.of(claims) : Optional.empty();
    }

    /** The defect, where it is invalid. */
    default @Nullable Defect defectOrNull() {
        return this instanceof Invalid<C>(var defect, var detail) ? defect : null;
    }
}
