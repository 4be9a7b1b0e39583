package dev.assay.inventory.account;

/** What a person may do; the roles of docs/architecture.md. */
public enum Role {
    REQUESTER("requester"),
    SECURITY("security"),
    DATA_PROTECTION("data-protection"),
    PROCUREMENT("procurement"),
    SYSTEM_OWNER("system-owner"),
    AUDITOR("auditor"),
    CI("ci"),
    /** Runs the installation; never decides alone. */
    ADMINISTRATOR("administrator");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
