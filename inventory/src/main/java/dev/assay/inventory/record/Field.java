package dev.assay.inventory.record;

import static dev.assay.inventory.record.Field.Says.PEOPLE;
import static dev.assay.inventory.record.Form.COUNTRIES;
import static dev.assay.inventory.record.Form.DAY;
import static dev.assay.inventory.record.Form.INSTANT;
import static dev.assay.inventory.record.Form.LINE;
import static dev.assay.inventory.record.Form.LINES;
import static dev.assay.inventory.record.Form.NUMBER;
import static dev.assay.inventory.record.Form.TEXT;
import static dev.assay.inventory.record.Form.YES_NO;
import static dev.assay.inventory.record.Form.choice;
import static dev.assay.inventory.record.Form.choices;
import static dev.assay.inventory.record.Subject.CHECK;
import static dev.assay.inventory.record.Subject.CONSUMER;
import static dev.assay.inventory.record.Subject.CREDENTIAL;
import static dev.assay.inventory.record.Subject.DECISION;
import static dev.assay.inventory.record.Subject.DESTINATION;
import static dev.assay.inventory.record.Subject.GRANT;
import static dev.assay.inventory.record.Subject.IDENTITY;
import static dev.assay.inventory.record.Subject.RELEASE;
import static dev.assay.inventory.record.Subject.SERVER;
import static dev.assay.inventory.record.Subject.SYSTEM;
import static dev.assay.inventory.record.Subject.TOOL;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a record, one line each and by subject, in the order in which they are shown. Each
 * has a key that exports and the API use and that never changes, a label, and a form that says what
 * its words look like. Those that {@link Says#PEOPLE} may state are what no artifact tells; the
 * others follow from what is on record elsewhere.
 */
public enum Field {
    SERVER_TITLE(SERVER, "title", "Title", LINE),
    SERVER_DESCRIPTION(SERVER, "description", "What it says of itself", TEXT),
    SERVER_OWNER(SERVER, "owner", "Owner", LINES),
    SERVER_REQUESTERS(SERVER, "requesters", "Who asked for it", LINES),
    SERVER_PURPOSE(SERVER, "purpose", "Purpose and workflows", TEXT),
    SERVER_ALTERNATIVES(SERVER, "alternatives", "Alternatives considered", TEXT),
    SERVER_STATE(SERVER, "state", "State", LINE),
    SERVER_STAGE(SERVER, "stage", "Approved for, at most", Words.STAGE),
    SERVER_TIER(SERVER, "tier", "Tier", choice("low", "medium", "high")),
    SERVER_SERVED(SERVER, "served", "Versions served", LINES),
    SERVER_RELEASES(SERVER, "releases", "Versions known", NUMBER),
    SERVER_LEFT_OUT(SERVER, "left-out", "Entries left out of this record", LINES),
    // Where it comes from.
    SERVER_PACKAGE(SERVER, "package", "Package (purl)", LINE),
    SERVER_PACKAGES(SERVER, "packages", "Everything it is shipped as", LINES),
    SERVER_REGISTRY(SERVER, "registry", "Where the package comes from", LINE),
    SERVER_MAINTAINER(SERVER, "maintainer", "Maintainer", LINES),
    SERVER_MAINTAINER_TYPE(
            SERVER,
            "maintainer-type",
            "Who maintains it",
            choice("vendor", "community", "in-house"),
            PEOPLE),
    SERVER_PUBLISHER(SERVER, "publisher", "Publisher's account", LINE),
    SERVER_PUBLISHERS(SERVER, "publishers", "Accounts that published it", LINES),
    SERVER_SOURCE(SERVER, "source-repository", "Source repository", LINE),
    SERVER_LICENCE(SERVER, "licence", "Licence", LINE),
    // How it runs.
    SERVER_TRANSPORT(
            SERVER, "transport", "Transport", choices("stdio", "streamable-http", "sse"), PEOPLE),
    SERVER_AUTHENTICATION(
            SERVER, "authentication", "How callers authenticate", Words.AUTHENTICATION, PEOPLE),
    SERVER_RUNS(SERVER, "runs", "Where it runs", choice("workstation", "own", "vendor")),
    SERVER_RUNS_DETAIL(SERVER, "runs-detail", "Which machines or vendor", TEXT),
    SERVER_OPERATOR(SERVER, "operator", "Operator", LINE, PEOPLE),
    SERVER_COUNTRY(SERVER, "hosting-country", "Hosting country", COUNTRIES, PEOPLE),
    SERVER_EXPOSURE(
            SERVER, "exposure", "Exposure", choice("internal", "partner", "public"), PEOPLE),
    SERVER_ISOLATION(SERVER, "isolation", "Isolation from people's accounts", TEXT, PEOPLE),
    SERVER_FAIL_MODE(SERVER, "fail-mode", "What it does when in doubt", Words.FAIL, PEOPLE),
    // Who answers for the data.
    SERVER_ROLE(SERVER, "role", "Role of whoever operates it", Words.ROLE, PEOPLE),
    SERVER_SUBPROCESSORS(SERVER, "sub-processors", "Sub-processors", LINES, PEOPLE),
    SERVER_AGREEMENT(SERVER, "agreement", "Data processing agreement", LINE, PEOPLE),
    SERVER_CERTIFICATION(SERVER, "certification", "Certifications, codes of conduct", TEXT, PEOPLE),
    SERVER_TRAINING(SERVER, "training", "Operator trains on the data", YES_NO, PEOPLE),
    SERVER_DPIA(SERVER, "dpia", "Where its DPIA is kept", LINE, PEOPLE),
    SERVER_DPIA_DAY(SERVER, "dpia-day", "Day of that DPIA", DAY, PEOPLE),
    SERVER_LEAVES_UK(SERVER, "leaves-uk", "Data leaves the UK", YES_NO),
    // Whose data, and why.
    SERVER_DATA_SUBJECTS(SERVER, "data-subjects", "Whose data it sees", Words.DATA),
    SERVER_PEOPLE(SERVER, "people", "Who these people are, and which data", TEXT),
    SERVER_SPECIAL(SERVER, "special-category", "Special-category data", YES_NO),
    SERVER_CUSTOMER_FILES(SERVER, "customer-files", "Customer files included", YES_NO, PEOPLE),
    SERVER_LAWFUL_BASIS(SERVER, "lawful-basis", "Lawful basis", Words.LAWFUL),
    SERVER_LAWFUL_REASON(SERVER, "lawful-reason", "Why this basis; Art. 9 condition", TEXT),
    SERVER_EXPECTATION(SERVER, "expectation", "Relationship, expectation and notice", TEXT),
    SERVER_VOLUME(SERVER, "volume", "Volume and frequency", TEXT),
    SERVER_RETENTION(SERVER, "retention", "Retention", TEXT),
    SERVER_DELETION(SERVER, "deletion", "How a person's data is found and deleted", TEXT, PEOPLE),
    SERVER_CONSULTATION(SERVER, "consultation", "Who was consulted", TEXT),
    SERVER_SYSTEMS(SERVER, "systems", "Business systems connected", Words.SYSTEMS),
    SERVER_SYSTEMS_DETAIL(SERVER, "systems-detail", "Which systems", TEXT),
    // What it may do by itself.
    SERVER_SENDS_OUTSIDE(SERVER, "sends-outside", "Sends outside unwatched", YES_NO),
    SERVER_SENDS_CONTROL(SERVER, "sends-outside-control", "What bounds the sending", TEXT),
    SERVER_EXPORTS(SERVER, "exports-customers", "Can export a list of customers", YES_NO),
    SERVER_EXPORTS_CONTROL(SERVER, "exports-customers-control", "What bounds the export", TEXT),
    SERVER_CHANGES(SERVER, "changes-records", "Can change a database record", YES_NO),
    SERVER_CHANGES_CONTROL(SERVER, "changes-records-control", "What bounds the change", TEXT),
    SERVER_CHAINS(SERVER, "chains-tools", "Calls tools after unvetted content", YES_NO),
    SERVER_CHAINS_CONTROL(SERVER, "chains-tools-control", "What bounds the chain", TEXT),
    SERVER_KEEPS(SERVER, "keeps-context", "Keeps sensitive context in memory", YES_NO),
    SERVER_KEEPS_CONTROL(SERVER, "keeps-context-control", "What bounds the memory", TEXT),
    SERVER_SCOPES(SERVER, "scopes", "OAuth scopes asked for, with workflow", LINES),
    SERVER_SCOPES_UNASKED(
            SERVER, "scopes-unasked", "OAuth scopes its code names, not asked for", LINES),
    SERVER_USER_SCOPING(
            SERVER, "user-scoping", "How it sees only what its user sees", TEXT, PEOPLE),
    SERVER_ENFORCEMENT(SERVER, "enforcement", "Where controls act", Words.ENFORCEMENT, PEOPLE),
    SERVER_COMPENSATING(SERVER, "compensating", "Compensating controls", TEXT, PEOPLE),
    SERVER_THREAT_MODEL(SERVER, "threat-model", "Threat model", LINE, PEOPLE),
    SERVER_THREAT_DAY(SERVER, "threat-model-day", "Day of the threat model", DAY, PEOPLE),
    // What is written down of its calls.
    SERVER_LOGS(SERVER, "logs", "Logs that are kept, by who writes them", Words.LOGS, PEOPLE),
    SERVER_LOG_PLACE(SERVER, "log-place", "Where the log is, on which plan", LINE, PEOPLE),
    SERVER_LOG_READERS(SERVER, "log-readers", "Who reads the log", LINES, PEOPLE),
    SERVER_LOG_RETENTION(SERVER, "log-retention", "How long the log is kept", LINE, PEOPLE),
    SERVER_LOG_REDACTION(
            SERVER, "log-redaction", "What the log leaves out or hashes", TEXT, PEOPLE),
    SERVER_LOG_EVENTS(SERVER, "log-events", "What is logged", Words.LOG_EVENTS, PEOPLE),
    SERVER_LOG_FIELDS(SERVER, "log-fields", "What each line of it holds", Words.LOG_FIELDS, PEOPLE),
    SERVER_LOG_SEARCH(SERVER, "log-search", "What it is searched by", Words.LOG_SEARCH, PEOPLE),
    SERVER_LOG_EVIDENCE(SERVER, "log-evidence", "Evidence that the log is on", LINE, PEOPLE),
    // What to do when something is wrong.
    SERVER_RUNBOOK_DISABLE(SERVER, "runbook-disable", "How to disable it", TEXT, PEOPLE),
    SERVER_RUNBOOK_REVOKE(SERVER, "runbook-revoke", "How to revoke its tokens", TEXT, PEOPLE),
    SERVER_RUNBOOK_ROTATE(SERVER, "runbook-rotate", "How to rotate its secrets", TEXT, PEOPLE),
    SERVER_RUNBOOK_AFFECTED(SERVER, "runbook-affected", "How to find what it did", TEXT, PEOPLE),
    SERVER_RUNBOOK_LOGS(SERVER, "runbook-logs", "How to preserve its logs", TEXT, PEOPLE),
    SERVER_RUNBOOK_NOTIFY(SERVER, "runbook-notify", "Whom to notify, and how", TEXT, PEOPLE),
    SERVER_ESCALATION(SERVER, "escalation", "Who is asked when nobody knows", LINE, PEOPLE),
    SERVER_DRILL_DAY(SERVER, "drill-day", "Day on which revoking it was rehearsed", DAY, PEOPLE),
    SERVER_DRILL_SECONDS(SERVER, "drill-seconds", "Seconds that took", NUMBER, PEOPLE),
    // What is open.
    SERVER_FINDINGS(SERVER, "findings", "Findings of medium severity or more", NUMBER),
    SERVER_WORST(SERVER, "worst-finding", "The most severe of them", LINE),
    SERVER_VULNERABILITIES(SERVER, "vulnerabilities", "Known vulnerabilities", LINES),
    SERVER_OBSERVED(SERVER, "observed", "Destinations observed at run time", LINES),
    SERVER_NEXT_REVIEW(SERVER, "next-review", "First approval ends", DAY),
    SERVER_TASKS(SERVER, "tasks", "Tasks that are open", LINES),

    RELEASE_VERSION(RELEASE, "version", "Version", LINE),
    RELEASE_PACKAGE(RELEASE, "package", "Package (purl)", LINE),
    RELEASE_DIGEST(RELEASE, "sha256", "SHA-256 of the artifact", LINE),
    RELEASE_INTEGRITY(RELEASE, "integrity", "Integrity by the registry", LINE),
    RELEASE_STATE(RELEASE, "state", "State", LINE),
    RELEASE_REASON(RELEASE, "state-reason", "Why", LINE),
    RELEASE_STAGE(RELEASE, "stage", "Approved for", Words.STAGE),
    RELEASE_APPROVED(RELEASE, "approved", "Approved at", INSTANT),
    RELEASE_EXPIRES(RELEASE, "expires", "Approved until", INSTANT),
    RELEASE_SEEN(RELEASE, "seen", "Known since", INSTANT),
    RELEASE_REQUESTERS(RELEASE, "requesters", "Who asked for it", LINES),
    RELEASE_DOMAINS(RELEASE, "domains", "Destinations that were declared", LINES),
    RELEASE_PUBLISHER(RELEASE, "publisher", "Publisher's account", LINE),
    RELEASE_SOURCE(RELEASE, "source-repository", "Source repository", LINE),
    RELEASE_COMMIT(RELEASE, "commit", "Commit it is said to be built from", LINE),
    RELEASE_LICENCE(RELEASE, "licence", "Licence", LINE),
    RELEASE_DEPRECATED(RELEASE, "deprecated", "Why its publisher gave it up", LINE),
    RELEASE_SIGNATURES(RELEASE, "signatures", "Signatures", LINE),
    RELEASE_ATTESTATION(RELEASE, "attestation", "Provenance attestation", LINE),
    RELEASE_PACKAGES(RELEASE, "packages", "Packages in its closure", NUMBER),
    RELEASE_CLOSURE(RELEASE, "closure-sha256", "SHA-256 of its closure", LINE),
    RELEASE_HOOKS(RELEASE, "install-hooks", "Packages that run something on install", LINES),
    RELEASE_VULNERABILITIES(RELEASE, "vulnerabilities", "Known vulnerabilities", LINES),
    RELEASE_ANALYSIS(RELEASE, "analysis", "Version of the analysis", NUMBER),
    RELEASE_COVERAGE(RELEASE, "coverage", "Code bytes read", LINE),
    RELEASE_COMPARED(RELEASE, "compared-with", "Compared with", LINE),
    RELEASE_VERDICT(RELEASE, "verdict", "Verdict", choice("quiet", "review", "block")),
    RELEASE_FINDINGS(RELEASE, "findings", "Findings by severity", LINES),
    RELEASE_RULES(RELEASE, "broken-rules", "Rules of the policy it breaks", LINES),
    RELEASE_POLICY(RELEASE, "policy-sha256", "SHA-256 of the policy", LINE),
    RELEASE_TOOLS(RELEASE, "tools-sha256", "SHA-256 of its tools", LINE),
    RELEASE_RUN(RELEASE, "seen-running", "Seen running", LINE),
    RELEASE_LISTED(RELEASE, "listed-sha256", "SHA-256 of what it listed while it ran", LINE),
    RELEASE_SNAPSHOT(RELEASE, "snapshot-sha256", "SHA-256 of what was reviewed", LINE),

    TOOL_NAME(TOOL, "name", "Tool", LINE),
    TOOL_RELEASE(TOOL, "version", "Version that offers it", LINE),
    TOOL_FINGERPRINT(TOOL, "fingerprint", "SHA-256 of description and schema", LINE),
    TOOL_DESCRIPTION(TOOL, "description", "What the model is told", TEXT),
    TOOL_ARGUMENTS(TOOL, "arguments", "Arguments", LINES),
    TOOL_OUTPUT_SCHEMA(TOOL, "output-schema", "Has a schema of its answer", YES_NO),
    TOOL_ANNOTATIONS(TOOL, "annotations", "What it claims of itself", LINE),
    TOOL_CLASS(TOOL, "class", "Class", Words.TOOL_CLASS),
    TOOL_PROPOSED(TOOL, "proposed-class", "Class that the rules propose", Words.TOOL_CLASS),
    TOOL_WRITE_KIND(
            TOOL, "write-kind", "What a write does", choice("draft", "submit", "execute"), PEOPLE),
    TOOL_ACTIONS(TOOL, "actions", "Kinds of action", Words.ACTIONS, PEOPLE),
    TOOL_APPROVAL(
            TOOL,
            "approval",
            "Approval of each call",
            choice("none", "confirm", "dual", "preview")),
    TOOL_RATE(TOOL, "rate-limit", "Calls allowed", LINE),
    TOOL_CONSTRAINTS(TOOL, "constraints", "Constraints on arguments", LINES),
    TOOL_FAIL_MODE(TOOL, "fail-mode", "When in doubt", Words.FAIL, PEOPLE),
    TOOL_PREVIEW(TOOL, "preview", "Shows a change before it makes it", YES_NO, PEOPLE),
    TOOL_EXPENSIVE(TOOL, "expensive", "A call is expensive", YES_NO, PEOPLE),
    TOOL_INCIDENT(TOOL, "incident", "One wrong call is a serious incident", YES_NO, PEOPLE),
    TOOL_EXPORTS(TOOL, "exports", "Can export data", YES_NO, PEOPLE),
    TOOL_SYSTEM(TOOL, "system", "Business system behind it", LINE),
    TOOL_DATA(TOOL, "data-classes", "Data classes it reaches", LINES),
    TOOL_FIELDS(TOOL, "fields", "Fields it reaches", LINES, PEOPLE),
    TOOL_SENSITIVE(TOOL, "sensitive-fields", "Fields to redact", LINES, PEOPLE),
    TOOL_SURFACE(TOOL, "surface", "What of the system it reaches", Words.SURFACE, PEOPLE),
    TOOL_ENFORCEMENT(TOOL, "enforcement", "Where its controls act", Words.ENFORCEMENT, PEOPLE),
    TOOL_ESCALATION(TOOL, "escalation", "Who is asked in doubt", LINE, PEOPLE),

    DESTINATION_HOST(DESTINATION, "host", "Host", LINE),
    DESTINATION_DECLARED(DESTINATION, "declared", "Declared", YES_NO),
    DESTINATION_FOUND(DESTINATION, "found", "Found in the code", YES_NO),
    DESTINATION_BY_RELEASE(DESTINATION, "by-release", "In the release's own code", YES_NO),
    DESTINATION_PACKAGES(DESTINATION, "packages", "Packages that contact it", LINES),
    DESTINATION_OBSERVED(DESTINATION, "observed", "Observed at run time", YES_NO),
    DESTINATION_PORT(DESTINATION, "port", "Port", NUMBER, PEOPLE),
    DESTINATION_PROTOCOL(DESTINATION, "protocol", "Protocol", LINE, PEOPLE),
    DESTINATION_SUBDOMAINS(
            DESTINATION, "subdomains", "Sub-domains", choice("none", "one-level", "all")),
    DESTINATION_COUNTRY(DESTINATION, "country", "Country", COUNTRIES, PEOPLE),
    DESTINATION_OPERATOR(DESTINATION, "operator", "Operator", LINE, PEOPLE),
    DESTINATION_ROLE(DESTINATION, "role", "Role of its operator", Words.ROLE, PEOPLE),
    DESTINATION_PURPOSE(DESTINATION, "purpose", "Purpose", TEXT, PEOPLE),
    DESTINATION_DATA(DESTINATION, "data-classes", "Data classes sent there", LINES, PEOPLE),
    DESTINATION_TRANSFER(
            DESTINATION, "transfer-mechanism", "Transfer mechanism", Words.TRANSFER, PEOPLE),
    DESTINATION_TRA(DESTINATION, "tra-reference", "Transfer risk assessment", LINE, PEOPLE),
    DESTINATION_TRA_DAY(DESTINATION, "tra-day", "Day of that assessment", DAY, PEOPLE),

    SYSTEM_NAME(SYSTEM, "name", "System", LINE),
    SYSTEM_KIND(
            SYSTEM, "kind", "Kind", choice("test", "production", "production-database"), PEOPLE),
    SYSTEM_OWNER(SYSTEM, "owner", "Owner", LINE, PEOPLE),
    SYSTEM_TOOLS(SYSTEM, "tools", "Tools that reach it", LINES),
    SYSTEM_DATA(SYSTEM, "data-classes", "Data classes that are reached", LINES),
    SYSTEM_SURFACE(SYSTEM, "surface", "What of it is reached", Words.SURFACE, PEOPLE),
    SYSTEM_LOG(SYSTEM, "log", "Log it keeps on our plan", LINE, PEOPLE),
    SYSTEM_LOG_READERS(SYSTEM, "log-readers", "Who reads that log", LINES, PEOPLE),

    IDENTITY_CLIENT(IDENTITY, "client-id", "Client id or account name", LINE),
    IDENTITY_PROVIDER(IDENTITY, "provider", "Whose identity provider", LINE, PEOPLE),
    IDENTITY_KIND(IDENTITY, "kind", "Kind", Words.IDENTITY, PEOPLE),
    IDENTITY_ENVIRONMENT(IDENTITY, "environment", "Environment", Words.STAGES, PEOPLE),
    IDENTITY_SHARING(
            IDENTITY, "sharing", "Sharing", choice("dedicated", "shared", "personal"), PEOPLE),
    IDENTITY_MODE(
            IDENTITY,
            "mode",
            "Acts with the rights of",
            choice("delegated-user", "service"),
            PEOPLE),
    IDENTITY_SCOPES(IDENTITY, "scopes", "Scopes, each with its workflow", LINES, PEOPLE),
    IDENTITY_LIFETIME(IDENTITY, "lifetime", "How long its tokens live", LINE, PEOPLE),
    IDENTITY_REVOCATION(IDENTITY, "revocation", "How it is revoked", TEXT, PEOPLE),
    IDENTITY_CONSUMERS(IDENTITY, "consumers", "Consumers that act as it", LINES),

    CREDENTIAL_KIND(CREDENTIAL, "kind", "Kind", LINE),
    CREDENTIAL_PLACE(CREDENTIAL, "place", "Where it is kept", LINE),
    CREDENTIAL_OWNER(CREDENTIAL, "owner", "Owner", LINE),
    CREDENTIAL_ROTATED(CREDENTIAL, "rotated", "Made anew on", DAY),
    CREDENTIAL_DUE(CREDENTIAL, "rotation-due", "To be made anew by", DAY),
    CREDENTIAL_IDENTITY(CREDENTIAL, "identity", "Identity it belongs to", LINE, PEOPLE),
    CREDENTIAL_HOLDERS(CREDENTIAL, "holders", "Machines and people that hold it", LINES, PEOPLE),

    CONSUMER_NAME(CONSUMER, "name", "Consumer", LINE),
    CONSUMER_PURPOSE(CONSUMER, "purpose", "Purpose", TEXT),
    CONSUMER_OWNER(CONSUMER, "owner", "Owner", LINE),
    CONSUMER_STAGE(CONSUMER, "stage", "Stage", Words.STAGE),
    CONSUMER_IDENTITY(CONSUMER, "identity", "Identity it acts as", LINE),
    CONSUMER_PROFILE(CONSUMER, "profile", "Profile it is held to", LINE),
    CONSUMER_RETIRED(CONSUMER, "retired", "Retired", YES_NO),
    CONSUMER_GRANTS(CONSUMER, "grants", "Tools it is granted", LINES),
    CONSUMER_MODEL(CONSUMER, "model-provider", "Provider of its model", LINE, PEOPLE),
    CONSUMER_MODEL_COUNTRY(CONSUMER, "model-country", "Country of that model", COUNTRIES, PEOPLE),
    CONSUMER_MODEL_ROLE(CONSUMER, "model-role", "Role of that provider", Words.ROLE, PEOPLE),
    CONSUMER_TRANSFER(CONSUMER, "transfer-mechanism", "Transfer mechanism", Words.TRANSFER, PEOPLE),
    CONSUMER_TRA(CONSUMER, "tra-reference", "Transfer risk assessment", LINE, PEOPLE),
    CONSUMER_TRA_DAY(CONSUMER, "tra-day", "Day of that assessment", DAY, PEOPLE),
    CONSUMER_MEMORY(CONSUMER, "memory", "Remembers between sessions", YES_NO, PEOPLE),
    CONSUMER_ESCALATION(CONSUMER, "escalation", "Whom it hands over to", LINE, PEOPLE),

    GRANT_CONSUMER(GRANT, "consumer", "Consumer", LINE),
    GRANT_TOOL(GRANT, "tool", "Tool", LINE),
    GRANT_CLASS(GRANT, "class", "Class", Words.TOOL_CLASS),
    GRANT_ENVIRONMENT(GRANT, "environment", "Environment", Words.STAGE),
    GRANT_STATE(GRANT, "state", "State", LINE),
    GRANT_UNTIL(GRANT, "until", "Until", INSTANT),
    GRANT_ASKED_BY(GRANT, "asked-by", "Asked for by", LINE),
    GRANT_BY(GRANT, "by", "Granted by", LINES),
    GRANT_REASON(GRANT, "reason", "Workflow that needs it", TEXT),

    CHECK_LIST(CHECK, "list", "Checklist", LINE),
    CHECK_ITEM(CHECK, "item", "Item", LINE),
    CHECK_RESULT(CHECK, "result", "Result", choice("pass", "fail", "not-applicable"), PEOPLE),
    CHECK_EVIDENCE(CHECK, "evidence", "Evidence", TEXT, PEOPLE),
    CHECK_BY(CHECK, "by", "By whom", LINE, PEOPLE),
    CHECK_DAY(CHECK, "day", "On which day", DAY, PEOPLE),
    CHECK_RELEASE(CHECK, "version", "With which version", LINE, PEOPLE),
    CHECK_DONE(CHECK, "done", "Done", YES_NO),

    DECISION_KIND(DECISION, "kind", "What it is", LINE),
    DECISION_RELEASE(DECISION, "version", "Version", LINE),
    DECISION_AT(DECISION, "at", "When", INSTANT),
    DECISION_BY(DECISION, "by", "By whom", LINES),
    DECISION_ROLE(DECISION, "role", "In which role", LINES),
    DECISION_STATE(DECISION, "state", "State", LINE),
    DECISION_STAGE(DECISION, "stage", "Stage", Words.STAGE),
    DECISION_UNTIL(DECISION, "until", "Until", INSTANT),
    DECISION_TARGET(DECISION, "target", "What is let pass", LINE),
    DECISION_REASON(DECISION, "reason", "Reason", TEXT),
    DECISION_CONDITIONS(DECISION, "conditions", "Conditions", LINES),
    DECISION_CONTROL(DECISION, "control", "What keeps the harm small", TEXT),
    DECISION_SNAPSHOT(DECISION, "snapshot-sha256", "SHA-256 of what was seen", LINE);

    /** Who fills a field. */
    enum Says {
        RECORDS,
        /** People may state it. */
        PEOPLE
    }

    private static final Map<Subject, List<Field>> BY_SUBJECT = new EnumMap<>(Subject.class);

    static {
        for (var subject : Subject.values()) {
            BY_SUBJECT.put(
                    subject,
                    Arrays.stream(values()).filter(each -> each.subject == subject).toList());
        }
    }

    private final Subject subject;
    private final String key;
    private final String label;
    private final Form form;
    private final Says says;

    Field(Subject subject, String key, String label, Form form) {
        this(subject, key, label, form, Says.RECORDS);
    }

    Field(Subject subject, String key, String label, Form form, Says says) {
        this.subject = subject;
        this.key = key;
        this.label = label;
        this.form = form;
        this.says = says;
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
        return says == PEOPLE;
    }

    /** All of a subject, in the order in which they are shown. */
    public static List<Field> of(Subject subject) {
        return BY_SUBJECT.getOrDefault(subject, List.of());
    }

    public static Optional<Field> find(Subject subject, String key) {
        return of(subject).stream().filter(each -> each.key.equals(key)).findFirst();
    }
}
