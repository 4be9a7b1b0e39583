package dev.assay.inventory.account;

import java.util.Optional;

/** What a token may be used for. */
public enum TokenScope {
    GATE_READ("gate:read", "fetch approved packages at the gate"),
    API_READ("api:read", "read through the REST API"),
    API_WRITE("api:write", "request and vet through the REST API");

    private final String words;
    private final String hint;

    TokenScope(String words, String hint) {
        this.words = words;
        this.hint = hint;
    }

    public String words() {
        return words;
    }

    /** What it allows, for people. */
    public String hint() {
        return hint;
    }

    /** The scope that is written so, empty where none is. */
    public static Optional<TokenScope> parse(String words) {
        for (var scope : values()) {
            if (scope.words.equals(words)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
