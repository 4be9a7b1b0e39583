package dev.assay.registry.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A server as the MCP Registry API v0.1 answers it ({@code ServerResponse}): its server.json of the
 * schema 2025-12-11, what the registry says of it, and what Assay does.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServerDocument(Server server, @JsonProperty("_meta") Meta meta) {

    static final String SCHEMA =
            "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";
    static final String OFFICIAL = "io.modelcontextprotocol.registry/official";
    static final String OWN = "dev.assay/approval";

    /** server.json. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Server(
            @JsonProperty("$schema") String schema,
            String name,
            String title,
            String description,
            String version,
            Entry.@Nullable Repository repository,
            @Nullable String websiteUrl,
            @Nullable List<Package> packages,
            @Nullable List<Remote> remotes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Package(
            String registryType,
            @Nullable String registryBaseUrl,
            String identifier,
            @Nullable String version,
            @Nullable String fileSha256,
            @Nullable String runtimeHint,
            @Nullable List<Argument> runtimeArguments,
            Transport transport) {}

    /** A server that is not fetched and runs elsewhere. */
    record Remote(String type, String url) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Argument(String type, @Nullable String name, @Nullable String value) {

        static Argument positional(String value) {
            return new Argument("positional", null, value);
        }

        static Argument named(String name, String value) {
            return new Argument("named", name, value);
        }
    }

    record Transport(String type) {}

    record Meta(@JsonProperty(OFFICIAL) Official official, @JsonProperty(OWN) Approval approval) {}

    /** Closed: the specification names these members and allows no other. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Official(
            String status,
            @Nullable String statusMessage,
            Instant statusChangedAt,
            Instant publishedAt,
            Instant updatedAt,
            boolean isLatest) {}

    /**
     * What this installation decided.
     *
     * @param nameSource {@code verified} or {@code given}
     * @param claimedName the name that the package gives itself
     * @param beside the server's other packages of this version; null for none
     * @param page where people read more, without signing in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Approval(
            String purl,
            String sha256,
            String integrity,
            String snapshotSha256,
            String state,
            Instant approvedAt,
            @Nullable Instant expiresAt,
            String nameSource,
            @Nullable String claimedName,
            List<Entry.Destination> destinations,
            List<Entry.Tool> tools,
            @Nullable List<Beside> beside,
            String page) {}

    /** Another package of the same version, which was approved by itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Beside(
            String purl,
            String sha256,
            String integrity,
            String snapshotSha256,
            Instant approvedAt,
            @Nullable Instant expiresAt,
            String page) {}
}
