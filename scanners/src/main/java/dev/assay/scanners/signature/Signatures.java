package dev.assay.scanners.signature;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of who signed one version.
 *
 * @param registry the registry's signature over name, version and hash
 * @param publication the registry's attestation that it was published there
 * @param provenance the build's attestation of where it comes from
 * @param own what its makers put beside it: one of each {@link ProofKind} that its ecosystem knows
 */
public record Signatures(
        Outcome<KeyClaims> registry,
        Outcome<KeyClaims> publication,
        Outcome<BuildClaims> provenance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Proof> own) {

    public Signatures {
        own = orNone(own);
    }

    /** Of an ecosystem in which the registry signs. */
    public Signatures(
            Outcome<KeyClaims> registry,
            Outcome<KeyClaims> publication,
            Outcome<BuildClaims> provenance) {
        this(registry, publication, provenance, List.of());
    }

    /** Nothing was asked for or could be: for all three the same reason. */
    public static Signatures unchecked(String reason) {
        return new Signatures(
                new Outcome.Unchecked<>(reason),
                new Outcome.Unchecked<>(reason),
                new Outcome.Unchecked<>(reason));
    }

    /** Of an ecosystem in which makers sign and registries do not. */
    public static Signatures byMakers(String registrySays, List<Proof> own) {
        return new Signatures(
                new Outcome.NotOffered<>(registrySays),
                new Outcome.NotOffered<>(registrySays),
                new Outcome.NotOffered<>(registrySays),
                own);
    }

    /** Of the files of one release, each of which has to be signed: the worst of them. */
    public static Outcome<KeyClaims> every(List<Outcome<KeyClaims>> files) {
        return Combined.every(files);
    }

    /** Of several signatures of one thing. */
    public static Outcome<KeyClaims> several(List<Outcome<KeyClaims>> signatures) {
        return Combined.of(signatures);
    }

    /** What came of one kind; empty where the ecosystem does not know it. */
    public Optional<Outcome<KeyClaims>> own(ProofKind kind) {
        return own.stream().filter(each -> each.kind() == kind).map(Proof::outcome).findFirst();
    }

    /** What a verified certificate says of the build, whichever it was that carried it. */
    public Optional<BuildClaims> build() {
        return provenance
                .claimed()
                .or(
                        () ->
                                own.stream()
                                        .flatMap(each -> each.outcome().claimed().stream())
                                        .flatMap(each -> Stream.ofNullable(each.build()))
                                        .findFirst());
    }

    /** All of them with what they are called in a sentence. */
    public List<Named> all() {
        return Stream.concat(
                        Stream.of(
                                new Named("registry signature", registry),
                                new Named("attestation of the publication", publication),
                                new Named("attestation of the build", provenance)),
                        own.stream().map(each -> new Named(each.kind().words(), each.outcome())))
                .toList();
    }

    /**
     * @param what what it is called in a sentence
     */
    public record Named(String what, Outcome<?> outcome) {}

    /** What was stored before makers' proofs were looked at has none. */
    private static List<Proof> orNone(@Nullable List<Proof> stored) {
        return stored == null ? List.of() : List.copyOf(stored);
    }
}
