package dev.assay.scanners.attestation;

/** Each way in which an approval's attestation can be wrong, or be about something else. */
public enum AttestationDefect {
    TOO_LARGE("too-large", "it is larger than any of its kind"),
    NOT_JSON("not-json", "it cannot be read, or says something twice"),
    FIELD_MISSING("field-missing", "something is missing in it, or is of another kind"),
    NOT_BASE64("not-base64", "it is not written in base64 as the one way it can be"),
    PAYLOAD_TYPE("payload-type", "what is signed is no in-toto statement"),
    STATEMENT_TYPE("statement-type", "the statement is of a type that is not read"),
    PREDICATE_TYPE("predicate-type", "no statement in it is an approval"),
    TWICE("twice", "it holds two of what there can be one of"),
    KEY_UNKNOWN("key-unknown", "no key that you trust signed it"),
    KEY_NOT_YET_VALID("key-not-yet-valid", "the key was not valid yet when it was issued"),
    KEY_ENDED("key-ended", "the key was not valid any more when it was issued"),
    SIGNATURE_MALFORMED("signature-malformed", "the signature is not written as one"),
    SIGNATURE_WRONG("signature-wrong", "the signature is not of this content by this key"),
    APPROVER_SIGNATURE_WRONG(
            "approver-signature-wrong", "an approver's signature is not of this content"),
    SUBJECT_NOT_ONE("subject-not-one", "it is about nothing, or about more than one artifact"),
    SUBJECT_NAME("subject-name", "it is about another package or version"),
    SUBJECT_DIGEST("subject-digest", "it is about other bytes"),
    SUMMARY_DIFFERS("summary-differs", "its verification summary says something else"),
    ISSUED_IN_FUTURE("issued-in-future", "it was issued at a time that has not come"),
    EXPIRED("expired", "the approval has ended"),
    STAGE("stage", "the approval does not reach as far");

    private final String id;
    private final String words;

    AttestationDefect(String id, String words) {
        this.id = id;
        this.words = words;
    }

    public String id() {
        return id;
    }

    /** What is wrong, for people. */
    public String words() {
        return words;
    }
}
