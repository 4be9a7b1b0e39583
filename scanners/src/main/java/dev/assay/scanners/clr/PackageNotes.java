package dev.assay.scanners.clr;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.nuget.Nuspec;
import dev.assay.scanners.artifact.nuget.PackedNuspec;
import dev.assay.scanners.artifact.nuget.ToolSettings;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage.Unparsed;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a NuGet package says of itself: manifest, commands of tools, MCP server. */
final class PackageNotes {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SERVER = ".mcp/server.json";
    private static final String TOOL_SETTINGS = "/DotnetToolSettings.xml";
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 500;

    private final PackageTree tree;
    private final Notes notes;
    private final List<Unparsed> unparsed;

    PackageNotes(PackageTree tree, Notes notes, List<Unparsed> unparsed) {
        this.tree = tree;
        this.notes = notes;
        this.unparsed = unparsed;
    }

    /** Whether a tree is a NuGet package. */
    static boolean isOne(PackageTree tree) {
        return tree.purl().type().equals("nuget")
                || PackedNuspec.names(tree.files().keySet()).size() == 1;
    }

    void look() {
        var nuspec = nuspec();
        if (nuspec != null) {
            declared(nuspec);
        }
        tree.files()
                .forEach(
                        (path, bytes) -> {
                            if (path.endsWith(TOOL_SETTINGS)) {
                                tool(path, bytes);
                            }
                        });
        var server = tree.files().get(SERVER);
        if (server != null) {
            server(server, nuspec);
        } else if (nuspec != null && nuspec.types().contains("McpServer")) {
            differs(SERVER, "says that it is an MCP server and has no " + SERVER);
        }
    }

    private @Nullable Nuspec nuspec() {
        var names = PackedNuspec.names(tree.files().keySet());
        if (names.size() != 1) {
            unparsed.add(new Unparsed(".nuspec", "it is missing, or there are several"));
            return null;
        }
        try {
            return Nuspec.read(tree.files().getOrDefault(names.getFirst(), new byte[0]));
        } catch (IOException e) {
            unparsed.add(new Unparsed(names.getFirst(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private void declared(Nuspec nuspec) {
        var file = PackedNuspec.names(tree.files().keySet()).getFirst();
        if (!nuspec.licence().isEmpty()) {
            notes.add(
                    FindingKind.LICENCE, nuspec.licence(), file, null, nuspec.licence(), Map.of());
        }
        // Without a type it is one that others depend on (NuGet documentation, "Set a package
        // type").
        var types = nuspec.types().isEmpty() ? List.of("Dependency") : nuspec.types();
        entry("package types", "types", String.join(", ", new TreeSet<>(types)), file);
    }

    private void tool(String path, byte[] bytes) {
        try {
            ToolSettings.read(bytes)
                    .commands()
                    .forEach(
                            (name, starts) ->
                                    entry(
                                            "command " + name,
                                            "bin",
                                            starts.isEmpty()
                                                    ? "a package for each machine"
                                                    : starts,
                                            path));
        } catch (IOException e) {
            unparsed.add(new Unparsed(path, String.valueOf(e.getMessage())));
        }
    }

    private void server(byte[] bytes, @Nullable Nuspec nuspec) {
        JsonNode server;
        try {
            if (bytes.length > LARGEST) {
                throw new IOException("it exceeds " + LARGEST + " bytes");
            }
            server = JSON.readTree(bytes);
        } catch (JacksonException | IOException e) {
            unparsed.add(new Unparsed(SERVER, "it is no JSON that is read"));
            return;
        }
        var name = server.path("name").asString("");
        entry("mcpName", "mcp-name", name, SERVER);
        verify(name, nuspec);
        var count = 0;
        for (var each : server.path("packages").values()) {
            for (var list : List.of("runtimeArguments", "packageArguments")) {
                if (each.path(list).isArray() && !each.path(list).isEmpty()) {
                    entry(list, "command", each.path(list).toString(), SERVER);
                }
            }
            for (var variable : each.path("environmentVariables").values()) {
                if (count++ < MOST) {
                    variable(variable);
                }
            }
        }
    }

    private void variable(JsonNode variable) {
        var isSecret = variable.path("isSecret").asBoolean(false);
        entry(
                "environment." + variable.path("name").asString(""),
                isSecret ? "secret-setting" : "setting",
                variable.path("format").asString("string")
                        + (isSecret ? ", secret" : "")
                        + (variable.path("isRequired").asBoolean(false) ? ", required" : "")
                        + (variable.has("value") ? ", " + variable.path("value").asString("") : ""),
                SERVER);
    }

    /** As the official registry does: the README that the manifest names has to say the name. */
    private void verify(String name, @Nullable Nuspec nuspec) {
        var path = nuspec == null ? "" : nuspec.texts().getOrDefault("readme", "");
        var readme = tree.files().get(path.replace('\\', '/'));
        var says =
                readme == null || readme.length > LARGEST
                        ? null
                        : PackedNuspec.mcpName(new String(readme, StandardCharsets.UTF_8));
        if (!name.equals(says)) {
            differs(
                    "mcp-name",
                    "is called "
                            + Notes.shortened(name)
                            + " by its "
                            + SERVER
                            + ", and its README says "
                            + (says == null ? "no mcp-name" : "mcp-name: " + says));
        }
    }

    private void differs(String value, String words) {
        notes.add(FindingKind.SOURCE_MISMATCH, value, SERVER, null, "", Map.of("words", words));
    }

    private void entry(String value, String role, String target, String file) {
        notes.add(
                FindingKind.ENTRY_POINT,
                value,
                file,
                null,
                value + ": " + target,
                Map.of("role", role, "target", Notes.shortened(target)));
    }
}
