package dev.assay.scanners.signature;

/** The proofs that the makers of a version may put beside it. */
public enum ProofKind {
    /** {@code .asc} beside the files of a Maven release. */
    PGP("PGP signature"),
    /** {@code .sigstore.json} beside the files of a Maven release. */
    SIGSTORE("Sigstore bundle"),
    /** Of a tag or commit, by an SSH or an OpenPGP key. */
    GIT("signature of the tag or commit"),
    /** A cosign signature of an image. */
    COSIGN("cosign signature"),
    /** A cosign attestation of an image. */
    COSIGN_ATTESTATION("cosign attestation"),
    /** PEP 740, by the trusted publisher of a file. */
    PUBLISH_ATTESTATION("publish attestation");

    private final String words;

    ProofKind(String words) {
        this.words = words;
    }

    /** What it is called in a sentence. */
    public String words() {
        return words;
    }

    /** What it is called at the beginning of a row. */
    public String title() {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
