package dev.assay.registry.allowed;

import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.PypiCommand;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A release that may run.
 *
 * @param release its id
 * @param purl the package URL, with the version
 * @param integrity what its bytes hash to, as npm writes it
 * @param stage how far it is approved
 * @param registry the gate's address of its closure, and of nothing else
 * @param listed its name in the MCP registry; null while it is not listed
 * @param hosts the declared destinations, by name
 * @param tools all that it offers, by name
 */
public record AllowedServer(
        String release,
        String purl,
        @Nullable String sha256,
        @Nullable String integrity,
        Stage stage,
        @Nullable Instant expiresAt,
        String registry,
        @Nullable String listed,
        List<AllowedHost> hosts,
        List<AllowedTool> tools) {

    private static final int LONGEST = 40;

    public AllowedServer {
        hosts = List.copyOf(hosts);
        tools = List.copyOf(tools);
    }

    /** The package's name. */
    @JsonIgnore
    public String name() {
        return Purl.parse(purl).packageName();
    }

    @JsonIgnore
    public String version() {
        return Purl.parse(purl).exactVersion();
    }

    /** Where it runs, of a server that nobody here starts. */
    @JsonIgnore
    public Optional<RemoteEndpoint> remote() {
        return RemoteEndpoint.of(Purl.parse(purl));
    }

    /** Whether there is a command that fetches it from the gate and starts it. */
    @JsonIgnore
    public boolean isStarted() {
        return isNpm() || isPython() || isNuget();
    }

    @JsonIgnore
    public boolean isNpm() {
        return Purl.parse(purl).type().equals("npm");
    }

    /** Whether it is a tool of .NET, which dnx starts. */
    @JsonIgnore
    public boolean isNuget() {
        return Purl.parse(purl).type().equals(NugetName.TYPE);
    }

    /** Whether it is a Python package, whose command is not npm's. */
    @JsonIgnore
    public boolean isPython() {
        return Purl.parse(purl).type().equals("pypi");
    }

    /** How an MCP client starts exactly this release, from the gate alone. */
    @JsonIgnore
    public List<String> command() {
        if (isNuget()) {
            return NugetCommand.run(Purl.parse(purl), registry);
        }
        return isPython()
                ? PypiCommand.run(Purl.parse(purl), registry)
                : List.of("npx", "-y", "--registry=" + registry, name() + "@" + version());
    }

    /**
     * A name of lower-case letters, digits and hyphens that is this server's in every version. It
     * ends in a digest, so that no package can be named to pass for another one.
     */
    @JsonIgnore
    public String handle() {
        return handle(Purl.parse(purl).withVersion(null).toString(), name());
    }

    /** The same for this version alone. */
    @JsonIgnore
    public String versionHandle() {
        return handle(purl, name() + "-" + version());
    }

    static String handle(String identity, String words) {
        var plain =
                words.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        var start = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("-$", "");
        return (start.isEmpty() || !Character.isLetter(start.charAt(0)) ? "mcp-" : "")
                + (start.isEmpty() ? "" : start + "-")
                + Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    }

    /** The tools that anybody may call. */
    @JsonIgnore
    public List<AllowedTool> allowedTools() {
        return tools.stream().filter(AllowedTool::allowed).toList();
    }

    AllowedServer with(List<AllowedHost> otherHosts, List<AllowedTool> otherTools) {
        return new AllowedServer(
                release,
                purl,
                sha256,
                integrity,
                stage,
                expiresAt,
                registry,
                listed,
                otherHosts,
                otherTools);
    }
}
