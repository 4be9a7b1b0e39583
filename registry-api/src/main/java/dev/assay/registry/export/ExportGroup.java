package dev.assay.registry.export;

/** Who a format is for; the list is in this order. */
public enum ExportGroup {
    CLIENT("Clients", "What MCP clients may start"),
    GATEWAY("Gateways", "What agents may call through a gateway or sandbox"),
    EGRESS("Egress", "Where servers may connect to"),
    RECORD("Inventory and registers", "What there is, who answers for it and what was decided"),
    ASSESSMENT("Data protection", "What an assessment is made of"),
    EVIDENCE("Evidence and logs", "What auditors and monitoring read");

    private final String title;
    private final String words;

    ExportGroup(String title, String words) {
        this.title = title;
        this.words = words;
    }

    public String title() {
        return title;
    }

    public String words() {
        return words;
    }
}
