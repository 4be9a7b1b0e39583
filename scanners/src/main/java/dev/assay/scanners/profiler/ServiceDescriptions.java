package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the hosts that a shipped service description sends a generic client to: servers that make
 * tools of an OpenAPI document have no such host in their code.
 */
final class ServiceDescriptions {

    private static final int LARGEST = 16 << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(500)
                                                    .maxTokenCount(2_000_000)
                                                    .build())
                                    .build())
                    .build();

    private ServiceDescriptions() {}

    static List<Fact> in(PackageTree tree) {
        var facts = new ArrayList<Fact>();
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            var document = document(file, bytes);
                            if (document != null) {
                                for (var host : hosts(document)) {
                                    facts.add(fact(tree, file, host));
                                }
                            }
                        });
        return facts;
    }

    private static @Nullable JsonNode document(String file, byte[] bytes) {
        if (!file.endsWith(".json") || file.endsWith("package.json") || bytes.length > LARGEST) {
            return null;
        }
        try {
            var document = MAPPER.readTree(bytes);
            return document.path("openapi").isString() || document.path("swagger").isString()
                    ? document
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** OpenAPI 3 lists servers; Swagger 2 has one host. */
    private static TreeSet<String> hosts(JsonNode document) {
        var hosts = new TreeSet<String>();
        for (var server : document.path("servers").values()) {
            addHost(server.path("url").asString(""), hosts);
        }
        if (document.path("host").isString()) {
            addHost("https://" + document.path("host").stringValue(), hosts);
        }
        return hosts;
    }

    private static void addHost(String url, TreeSet<String> hosts) {
        try {
            var host = new URI(url.replaceAll("[{}]", "x")).getHost();
            if (host != null) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        } catch (URISyntaxException e) {
            // A server address that is no address leads nowhere.
        }
    }

    private static Fact fact(PackageTree tree, String file, String host) {
        return new Fact(
                FindingKind.OUTBOUND_DOMAIN,
                host,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 0, 0, null, "server " + host),
                Map.of("contacted", true, "source", "openapi"));
    }
}
