package dev.assay.inventory.store.s3;

import java.io.IOException;

/** Why an object store did not do what it was asked, and what to do about it. */
public final class S3Fault extends IOException {

    private static final long serialVersionUID = 1L;

    /** What kind of answer it was. */
    public enum Kind {
        /** It knows us not, or forbids what we need. */
        REFUSED,
        /** There is no such bucket, or it lies in another region. */
        NO_BUCKET,
        /** It failed, is overloaded or cannot be reached; asked often enough. */
        AWAY,
        /** Fewer bytes came than were promised, or too slowly. */
        CUT_OFF,
        /** It does not keep to the protocol, or understands us otherwise. */
        NOT_UNDERSTOOD
    }

    private final Kind kind;

    S3Fault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    S3Fault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
