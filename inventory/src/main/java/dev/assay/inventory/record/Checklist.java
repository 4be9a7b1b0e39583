package dev.assay.inventory.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lists that people go through before a server may do more. Each item wants a result and its
 * evidence: a tick without evidence is not done.
 */
public enum Checklist {
    LAUNCH(
            "launch",
            "Before launch",
            item("scopes", "Its scopes are the least that its workflows need"),
            item("own-client", "It has an OAuth client or service account of its own"),
            item("provider-log", "The provider's log is on, and somebody reads it each fortnight"),
            item("rotation", "Its secrets are rotated each quarter, and the same day when needed"),
            item("tools", "Its tools are listed by name, and risky ones ask before each call")),
    SETUP(
            "setup",
            "Set-up, each with a test",
            item("scope", "The scope is the narrowest that works"),
            item("audit-log", "Every call is logged, denials too"),
            item("rate-limit", "Rate limits hold, tighter for writes"),
            item("confirmation", "What destroys or costs asks for a confirmation"),
            item("personal-data", "No personal data stands in the log"),
            item("rotation", "The secret was rotated once to practise"),
            item("revocation", "The token was revoked once to practise, in under five minutes")),
    TESTS(
            "tests",
            "Eight test cases",
            item("injection", "Instructions hidden in documents"),
            item("misleading-mail", "Misleading emails"),
            item("ambiguous", "Ambiguous instructions"),
            item("revoked", "Revoked credentials"),
            item("expired", "Expired tokens"),
            item("missing-data", "Missing data"),
            item("rate-limits", "Rate limits that are hit"),
            item("crossing", "A read that leads to a write")),
    LAYERS(
            "layers",
            "Five layers",
            item("authentication", "Authentication"),
            item("user-scoping", "Each user sees what is theirs"),
            item("classes", "Every tool is read, write or never"),
            item("write-approvals", "Writes are approved"),
            item("audit-log", "An audit log that nobody can change")),
    PROMOTION(
            "promotion",
            "Before it may write",
            item("tests", "It was tested with real failures"),
            item("approval", "Approvals reach somebody who may say no"),
            item("fields", "It can write no fields but those it needs"),
            item("audit-log", "Each write is in an audit log"),
            item("rollback", "A wrong write can be undone")),
    MINIMISATION(
            "minimisation",
            "Less data",
            item("views", "Narrow views instead of tables"),
            item("fields", "Access by field"),
            item("files", "Filtered file scopes"),
            item("redaction", "Redaction where that is practical"),
            item("separate", "Separate tools for sensitive records")),
    THREATS(
            "threats",
            "What it fails closed on",
            item("mail", "A malicious email"),
            item("document", "A poisoned document"),
            item("website", "A hostile website"),
            item("package", "A compromised package"),
            item("token", "A stolen token"),
            item("instruction", "A confused instruction of its user")),
    LEAKS(
            "leaks",
            "Where secrets slip out",
            item("errors", "Error messages"),
            item("outputs", "Answers that return too much"),
            item("debug", "Debug responses"),
            item("tenants", "Another tenant's data")),
    OAUTH(
            "oauth",
            "OAuth",
            item("https", "HTTPS everywhere"),
            item("pkce", "PKCE"),
            item("redirects", "Redirect addresses are compared exactly"),
            item("short-lived", "Access tokens are short-lived"),
            item("refresh", "Refresh tokens of public clients are rotated"),
            item("revocation", "Tokens can be revoked"));

    /** One thing to look at. */
    public record Item(String key, String label) {}

    private final String key;
    private final String title;
    private final List<Item> items;

    Checklist(String key, String title, Item... items) {
        this.key = key;
        this.title = title;
        this.items = List.of(items);
    }

    private static Item item(String key, String label) {
        return new Item(key, label);
    }

    /** Its name in the API, in rules and in exports. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public List<Item> items() {
        return items;
    }

    /** The key of an item's entry in a record. */
    public String entryKey(Item item) {
        return key + "/" + item.key();
    }

    /**
     * Whether an item is done: it did not fail, and something shows it.
     *
     * @param result the words of its result
     * @param evidence the words of its evidence
     */
    public static boolean isDone(List<String> result, List<String> evidence) {
        return !result.isEmpty()
                && !result.contains("fail")
                && evidence.stream().anyMatch(each -> !each.isBlank());
    }

    public static Optional<Checklist> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    /** Whether an entry of {@link Subject#CHECK} may have that key. */
    public static boolean hasItem(String entryKey) {
        return Arrays.stream(values())
                .anyMatch(
                        list ->
                                list.items.stream()
                                        .anyMatch(each -> list.entryKey(each).equals(entryKey)));
    }
}
