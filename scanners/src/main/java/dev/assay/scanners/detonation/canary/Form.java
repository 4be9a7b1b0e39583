package dev.assay.scanners.detonation.canary;

import com.fasterxml.jackson.annotation.JsonValue;

/** What was done to a canary before it was sent. */
public enum Form {
    RAW("as it is"),
    ENCODED("encoded"),
    REVERSED("reversed"),
    ROTATED("with its letters rotated by 13"),
    MASKED("masked by a byte"),
    SPLIT("in pieces");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    @JsonValue
    public String words() {
        return words;
    }
}
