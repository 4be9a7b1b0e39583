package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.RegistryPackage;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a package says of the server that it is: the name and the packages of its {@code
 * server.json}, and the line by which a Python package tells its server's name to registries.
 */
final class ServerDescriptions {

    /** The role of facts that name the server. */
    static final String NAME = "mcp-name";

    /** The role of facts that name another package of the same server. */
    static final String PACKAGE = "mcp-package";

    private static final int LARGEST = 1 << 20;
    private static final int MOST_PACKAGES = 50;
    private static final List<String> FILES = List.of("server.json", ".mcp/server.json");

    /** server.json 2025-12-11, {@code name}. */
    private static final Pattern SERVER =
            Pattern.compile("[a-zA-Z0-9.-]{1,150}/[a-zA-Z0-9._-]{1,150}");

    private static final Pattern LINE =
            Pattern.compile(
                    "(?m)^\\W{0,8}mcp-name:[ \\t]*([a-zA-Z0-9.-]{1,150}/[a-zA-Z0-9._-]{1,150})");

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .build())
                                    .build())
                    .build();

    private ServerDescriptions() {}

    static List<Fact> in(PackageTree tree) {
        var facts = new ArrayList<Fact>();
        for (var file : FILES) {
            var bytes = tree.files().get(file);
            if (bytes != null && bytes.length <= LARGEST) {
                described(tree, file, bytes, facts);
            }
        }
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            if (isReadMe(file) && bytes.length <= LARGEST) {
                                var found = LINE.matcher(new String(bytes, StandardCharsets.UTF_8));
                                if (found.find()) {
                                    facts.add(fact(tree, file, NAME, "mcp-name", found.group(1)));
                                }
                            }
                        });
        return facts;
    }

    /** What a distribution's own metadata hold, which is what registries read. */
    private static boolean isReadMe(String file) {
        return file.endsWith(".dist-info/METADATA")
                || file.equals("PKG-INFO")
                || file.endsWith(".egg-info/PKG-INFO");
    }

    private static void described(
            PackageTree tree, String file, byte[] bytes, ArrayList<Fact> facts) {
        try {
            var document = JSON.readTree(bytes);
            var name = document.path("name").asString("");
            if (SERVER.matcher(name).matches()) {
                facts.add(fact(tree, file, NAME, "name in " + file, name));
            }
            var told = 0;
            for (var each : document.path("packages")) {
                var named =
                        RegistryPackage.of(
                                        each.path("registryType").asString(""),
                                        each.path("identifier").asString(""),
                                        each.path("fileSha256").asString(""))
                                .map(purl -> purl.withVersion(null).toString())
                                .orElse(null);
                if (named != null && told++ < MOST_PACKAGES) {
                    facts.add(fact(tree, file, PACKAGE, named, named));
                }
            }
        } catch (JacksonException e) {
            // It describes nothing; nobody is started by it.
        }
    }

    private static Fact fact(
            PackageTree tree, String file, String role, String value, @Nullable String target) {
        return new Fact(
                FindingKind.ENTRY_POINT,
                value,
                null,
                false,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 0, 0, null, ""),
                Map.of("role", role, "target", target == null ? "" : target));
    }
}
