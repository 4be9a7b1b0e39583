package dev.assay.scanners.signature;

/** Each way in which a signature or an attestation can be wrong. */
public enum Defect {
    TOO_LARGE("too-large", "it is larger than any of its kind"),
    NOT_JSON("not-json", "it cannot be read, or says something twice"),
    FIELD_MISSING("field-missing", "something is missing in it, or is of another kind"),
    KEY_UNKNOWN("key-unknown", "it names a key that is not among the registry's keys"),
    KEY_UNUSABLE("key-unusable", "the key is not of the kind that the registry signs with"),
    KEY_NOT_YET_VALID("key-not-yet-valid", "the key was not valid yet when it was signed"),
    KEY_EXPIRED("key-expired", "the key was not valid any more when it was signed"),
    KEY_REVOKED("key-revoked", "the key was taken back"),
    KEY_WEAK("key-weak", "the key is too short to prove anything"),
    KEY_UNBOUND("key-unbound", "nothing binds the signing key to the key that it comes with"),
    KEY_NOT_PINNED("key-not-pinned", "it is signed by somebody who is not pinned for this package"),
    DIGEST_WEAK("digest-weak", "what is signed is a hash that others can meet"),
    SIGNATURE_EXPIRED("signature-expired", "the signature ended at a day of its own"),
    SIGNED_IN_FUTURE("signed-in-future", "it says that it was signed at a time that has not come"),
    SIGNATURE_MALFORMED("signature-malformed", "the signature is not written as one"),
    SIGNATURE_WRONG("signature-wrong", "the signature is not of this content by this key"),
    SIGNATURES_NOT_ONE("signatures-not-one", "it carries no signature, or more than one"),
    INTEGRITY_DIFFERS("integrity-differs", "what is signed are not the bytes that came"),
    PAYLOAD_TYPE("payload-type", "what is signed is no in-toto statement"),
    STATEMENT_TYPE("statement-type", "the statement is of a type that nobody knows"),
    PREDICATE_TYPE("predicate-type", "the statement says something else than it is listed for"),
    PREDICATE_DIFFERS("predicate-differs", "the statement contradicts what it is about"),
    SUBJECT_NOT_ONE("subject-not-one", "it is about nothing, or about more than one thing"),
    SUBJECT_NAME("subject-name", "it is about another package or version"),
    SUBJECT_NO_SHA512("subject-no-sha512", "it names no SHA-512 of what it is about"),
    SUBJECT_DIGEST("subject-digest", "it is about other bytes"),
    TWICE("twice", "two attestations of one kind, of which one would have to be chosen"),
    LOG_ENTRY_NOT_ONE("log-entry-not-one", "it has no entry of a log, or more than one"),
    LOG_UNKNOWN("log-unknown", "it is in a log that the trusted root does not know"),
    LOG_NOT_VALID("log-not-valid", "the trusted root does not trust the log for that time"),
    LOG_TIME_MISSING("log-time-missing", "the log does not promise when it took it"),
    LOG_TIME_WRONG("log-time-wrong", "the log's promise of when it took it is not its own"),
    LOG_TIME_IN_FUTURE("log-time-in-future", "the log took it at a time that has not come"),
    LOG_PROOF_MISSING("log-proof-missing", "nothing proves that it is in the log"),
    LOG_PROOF_WRONG("log-proof-wrong", "the proof that it is in the log does not hold"),
    LOG_CHECKPOINT_WRONG("log-checkpoint-wrong", "the log's state is not signed by the log"),
    LOG_BODY_DIFFERS("log-body-differs", "the log's entry is about something else"),
    CERTIFICATE_MALFORMED("certificate-malformed", "the certificate cannot be read"),
    CERTIFICATE_OTHER_ROOT(
            "certificate-other-root", "the certificate comes from no authority that is trusted"),
    CERTIFICATE_NOT_VALID(
            "certificate-not-valid", "the certificate was not valid when the log took it"),
    CERTIFICATE_USAGE("certificate-usage", "the certificate is not for signing code"),
    CERTIFICATE_NO_IDENTITY("certificate-no-identity", "the certificate names nobody"),
    CERTIFICATE_NO_ISSUER(
            "certificate-no-issuer", "the certificate does not say who vouches for the identity"),
    CERTIFICATE_NO_SOURCE("certificate-no-source", "the certificate is not that of a build"),
    SCT_MISSING("sct-missing", "the certificate is in no log of certificates"),
    SCT_WRONG("sct-wrong", "the certificate's proof of being logged is not by a trusted log");

    private final String words;
    private final String meaning;

    Defect(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /** The name in documents, policies and on pages. */
    public String words() {
        return words;
    }

    /** What is wrong, as the rest of a sentence. */
    public String meaning() {
        return meaning;
    }
}
