package dev.assay.scanners.detonation.sinkhole;

/** How every HTTP request is answered that has no recorded answer. */
public enum Variant {
    /** As if all went well. */
    PLAUSIBLE(200, ""),
    /** As if the credentials were wrong. */
    UNAUTHORIZED(401, "unauthorized"),
    /** As if nothing were there. */
    MISSING(404, "not found"),
    /** As if there were too many requests. */
    THROTTLED(429, "too many requests"),
    /** As if the server were broken. */
    FAILING(500, "internal server error");

    private final int status;
    private final String message;

    Variant(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }
}
