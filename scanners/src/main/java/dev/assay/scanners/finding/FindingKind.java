package dev.assay.scanners.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a finding is about. The wire name is part of the published format {@code assay-delta/1}. */
public enum FindingKind {
    @JsonProperty("outbound-domain")
    OUTBOUND_DOMAIN("outbound-domain"),
    @JsonProperty("undeclared-destination")
    UNDECLARED_DESTINATION("undeclared-destination"),
    @JsonProperty("network-call")
    NETWORK_CALL("network-call"),
    @JsonProperty("payload-field")
    PAYLOAD_FIELD("payload-field"),
    @JsonProperty("constant-recipient")
    CONSTANT_RECIPIENT("constant-recipient"),
    @JsonProperty("secret-flow")
    SECRET_FLOW("secret-flow"),
    @JsonProperty("process-spawn")
    PROCESS_SPAWN("process-spawn"),
    @JsonProperty("dynamic-code")
    DYNAMIC_CODE("dynamic-code"),
    @JsonProperty("env-access")
    ENV_ACCESS("env-access"),
    @JsonProperty("fs-access")
    FS_ACCESS("fs-access"),
    @JsonProperty("native-binary")
    NATIVE_BINARY("native-binary"),
    @JsonProperty("install-hook")
    INSTALL_HOOK("install-hook"),
    @JsonProperty("entry-point")
    ENTRY_POINT("entry-point"),
    @JsonProperty("dependency-added")
    DEPENDENCY_ADDED("dependency-added"),
    @JsonProperty("dependency-removed")
    DEPENDENCY_REMOVED("dependency-removed"),
    @JsonProperty("dependency-source")
    DEPENDENCY_SOURCE("dependency-source"),
    @JsonProperty("telemetry")
    TELEMETRY("telemetry"),
    @JsonProperty("obfuscation")
    OBFUSCATION("obfuscation"),
    @JsonProperty("hidden-text")
    HIDDEN_TEXT("hidden-text"),
    @JsonProperty("archive-hazard")
    ARCHIVE_HAZARD("archive-hazard"),
    @JsonProperty("tool-added")
    TOOL_ADDED("tool-added"),
    @JsonProperty("tool-removed")
    TOOL_REMOVED("tool-removed"),
    @JsonProperty("tool-description-changed")
    TOOL_DESCRIPTION_CHANGED("tool-description-changed"),
    @JsonProperty("tool-schema-changed")
    TOOL_SCHEMA_CHANGED("tool-schema-changed"),
    @JsonProperty("tool-annotation-changed")
    TOOL_ANNOTATION_CHANGED("tool-annotation-changed"),
    @JsonProperty("tool-shadowing")
    TOOL_SHADOWING("tool-shadowing"),
    @JsonProperty("prompt-changed")
    PROMPT_CHANGED("prompt-changed"),
    @JsonProperty("resource-changed")
    RESOURCE_CHANGED("resource-changed"),
    @JsonProperty("instructions-changed")
    INSTRUCTIONS_CHANGED("instructions-changed"),
    @JsonProperty("listener")
    LISTENER("listener"),
    @JsonProperty("dns-lookup")
    DNS_LOOKUP("dns-lookup"),
    @JsonProperty("auth-posture")
    AUTH_POSTURE("auth-posture"),
    @JsonProperty("canary-leak")
    CANARY_LEAK("canary-leak"),
    @JsonProperty("tls-pinning")
    TLS_PINNING("tls-pinning"),
    @JsonProperty("forbidden-call")
    FORBIDDEN_CALL("forbidden-call"),
    @JsonProperty("publisher-changed")
    PUBLISHER_CHANGED("publisher-changed"),
    @JsonProperty("provenance-lost")
    PROVENANCE_LOST("provenance-lost"),
    @JsonProperty("signature-invalid")
    SIGNATURE_INVALID("signature-invalid"),
    @JsonProperty("source-mismatch")
    SOURCE_MISMATCH("source-mismatch"),
    @JsonProperty("unsourced-file")
    UNSOURCED_FILE("unsourced-file"),
    @JsonProperty("unsourced-function")
    UNSOURCED_FUNCTION("unsourced-function"),
    @JsonProperty("unsourced-field")
    UNSOURCED_FIELD("unsourced-field"),
    @JsonProperty("source-version")
    SOURCE_VERSION("source-version"),
    @JsonProperty("source-lost")
    SOURCE_LOST("source-lost"),
    @JsonProperty("package-mismatch")
    PACKAGE_MISMATCH("package-mismatch"),
    @JsonProperty("bom-mismatch")
    BOM_MISMATCH("bom-mismatch"),
    @JsonProperty("vulnerability")
    VULNERABILITY("vulnerability"),
    @JsonProperty("admin-credential")
    ADMIN_CREDENTIAL("admin-credential"),
    @JsonProperty("licence")
    LICENCE("licence"),
    @JsonProperty("vendored-code")
    VENDORED_CODE("vendored-code"),
    @JsonProperty("coverage")
    COVERAGE("coverage");

    private final String wireName;

    FindingKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON, SARIF and on pages, for example {@code outbound-domain}. */
    public String wireName() {
        return wireName;
    }
}
