package dev.assay.inventory.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a record. Each has a key that exports and the API use and never change, a label,
 * and a form that says what its words look like. Those with {@link #isStatable()} are what no
 * artifact tells and people may state; the others follow from what is on record elsewhere.
 */
public enum Field {
    SERVER_TITLE(Subject.SERVER, "title", "Title", Form.LINE, false),
    SERVER_OWNER(Subject.SERVER, "owner", "Owner", Form.LINES, false),
    SERVER_PURPOSE(Subject.SERVER, "purpose", "Purpose and workflows", Form.TEXT, false),
    SERVER_PACKAGE(Subject.SERVER, "package", "Package (purl)", Form.LINE, false),
    SERVER_MAINTAINER(Subject.SERVER, "maintainer", "Maintainer", Form.LINES, false),
    SERVER_MAINTAINER_TYPE(
            Subject.SERVER,
            "maintainer-type",
            "Who maintains it",
            Form.choice("vendor", "community", "in-house"),
            true),
    SERVER_SOURCE(Subject.SERVER, "source-repository", "Source repository", Form.LINE, false),
    SERVER_TRANSPORT(
            Subject.SERVER,
            "transport",
            "Transport",
            Form.choices("stdio", "streamable-http", "sse"),
            true),
    SERVER_RUNS(
            Subject.SERVER,
            "runs",
            "Where it runs",
            Form.choice("workstation", "own", "vendor"),
            false),
    SERVER_OPERATOR(Subject.SERVER, "operator", "Operator", Form.LINE, true),
    SERVER_COUNTRY(Subject.SERVER, "hosting-country", "Hosting country", Form.COUNTRIES, true),
    SERVER_EXPOSURE(
            Subject.SERVER,
            "exposure",
            "Exposure",
            Form.choice("internal", "partner", "public"),
            true),
    SERVER_ROLE(
            Subject.SERVER,
            "role",
            "Role of whoever operates it",
            Form.choice("controller", "joint-controller", "processor", "none"),
            true),
    SERVER_SUBPROCESSORS(Subject.SERVER, "sub-processors", "Sub-processors", Form.LINES, true),
    SERVER_TIER(Subject.SERVER, "tier", "Tier", Form.choice("low", "medium", "high"), false),
    SERVER_STATE(Subject.SERVER, "state", "State", Form.LINE, false),
    SERVER_DATA_SUBJECTS(Subject.SERVER, "data-subjects", "Whose data it sees", Form.LINES, false),
    SERVER_SPECIAL(Subject.SERVER, "special-category", "Special-category data", Form.YES_NO, false),
    SERVER_LAWFUL_BASIS(Subject.SERVER, "lawful-basis", "Lawful basis", Form.LINES, false),
    SERVER_RETENTION(Subject.SERVER, "retention", "Retention", Form.TEXT, false),

    RELEASE_VERSION(Subject.RELEASE, "version", "Version", Form.LINE, false),
    RELEASE_DIGEST(Subject.RELEASE, "sha256", "SHA-256 of the artifact", Form.LINE, false),
    RELEASE_STATE(Subject.RELEASE, "state", "State", Form.LINE, false),
    RELEASE_STAGE(Subject.RELEASE, "stage", "Approved for", Form.LINE, false),
    RELEASE_EXPIRES(Subject.RELEASE, "expires", "Approved until", Form.INSTANT, false),

    TOOL_NAME(Subject.TOOL, "name", "Tool", Form.LINE, false),
    TOOL_CLASS(Subject.TOOL, "class", "Class", Form.choice("read", "write", "never"), false),

    DESTINATION_HOST(Subject.DESTINATION, "host", "Host", Form.LINE, false),
    DESTINATION_COUNTRY(Subject.DESTINATION, "country", "Country", Form.COUNTRIES, true),
    DESTINATION_OPERATOR(Subject.DESTINATION, "operator", "Operator", Form.LINE, true),
    DESTINATION_PURPOSE(Subject.DESTINATION, "purpose", "Purpose", Form.TEXT, true),

    CONSUMER_NAME(Subject.CONSUMER, "name", "Consumer", Form.LINE, false);

    private final Subject subject;
    private final String key;
    private final String label;
    private final Form form;
    private final boolean statable;

    Field(Subject subject, String key, String label, Form form, boolean statable) {
        this.subject = subject;
        this.key = key;
        this.label = label;
        this.form = form;
        this.statable = statable;
    }

    public Subject subject() {
        return subject;
    }

    /** Unique within its subject; never changed once released. */
    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public Form form() {
        return form;
    }

    /** Whether people may state it. */
    public boolean isStatable() {
        return statable;
    }

    /** All of a subject, in the order in which they are shown. */
    public static List<Field> of(Subject subject) {
        return Arrays.stream(values()).filter(each -> each.subject == subject).toList();
    }

    public static Optional<Field> find(Subject subject, String key) {
        return of(subject).stream().filter(each -> each.key.equals(key)).findFirst();
    }
}
