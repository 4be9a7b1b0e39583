package dev.assay.inventory.record;

/** The words that the fields of choice are filled with, each list where several fields share it. */
final class Words {

    /** How far something may go; the stages of releases, grants and consumers. */
    static final Form STAGE = Form.choice("sandbox", "read-only", "pilot", "production");

    static final Form STAGES = Form.choices("sandbox", "read-only", "pilot", "production");

    /** Whoever operates something, as UK GDPR names it. */
    static final Form ROLE = Form.choice("controller", "joint-controller", "processor", "none");

    /**
     * What lets personal data be sent to another country; {@code none-uk} where it stays in the UK
     * (ICO, international transfers; the safeguards of Art. 46 UK GDPR).
     */
    static final Form TRANSFER =
            Form.choice("none-uk", "adequacy", "idta", "addendum", "bcr", "exception");

    /** Where a control is enforced; a sentence in a prompt enforces nothing. */
    static final Form ENFORCEMENT =
            Form.choices("server", "provider", "gateway", "egress", "client", "prompt-only");

    static final Form TOOL_CLASS = Form.choice("read", "write", "never");

    static final Form FAIL = Form.choice("closed", "open");

    /** What of a system can be reached. */
    static final Form SURFACE = Form.choice("view", "table", "raw", "files", "none");

    static final Form DATA = Form.choices("nobody", "personal", "special-category");

    static final Form SYSTEMS = Form.choices("none", "test", "production", "production-database");

    static final Form LAWFUL =
            Form.choices(
                    "consent",
                    "contract",
                    "legal-obligation",
                    "vital-interests",
                    "public-task",
                    "legitimate-interests");

    /** Kinds of log, by who writes them; a log on the same machine proves nothing by itself. */
    static final Form LOGS = Form.choices("provider", "gateway", "server", "local", "none");

    static final Form LOG_EVENTS =
            Form.choices(
                    "authentication",
                    "token-issuance",
                    "tool-calls",
                    "parameters",
                    "data-classes",
                    "outputs",
                    "approvals",
                    "denials",
                    "errors",
                    "revocations");

    /** What a line of a log holds; arguments and outputs redacted, refused calls as well. */
    static final Form LOG_FIELDS =
            Form.choices(
                    "time",
                    "user",
                    "caller",
                    "model",
                    "tool",
                    "arguments",
                    "status",
                    "approval",
                    "result",
                    "records",
                    "data-classes");

    static final Form LOG_SEARCH =
            Form.choices("agent", "user", "customer", "system", "tool", "time");

    static final Form ACTIONS =
            Form.choices(
                    "reads",
                    "external-email",
                    "customer-records",
                    "payments",
                    "permissions",
                    "deployment",
                    "bulk-export",
                    "deletion");

    static final Form AUTHENTICATION =
            Form.choices("none", "api-key", "oauth", "mutual-tls", "workload-identity", "other");

    static final Form IDENTITY =
            Form.choice("oauth-client", "service-account", "api-key", "user", "workload");

    private Words() {}
}
