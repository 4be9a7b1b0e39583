package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads documents of {@code RegistrationsBaseUrl} and of the catalog. */
final class Registration {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 500;
    private static final int MOST_ADVISORIES = 50;

    private Registration() {}

    /**
     * A page of leaves.
     *
     * @param address where its leaves are, where {@code leaves} is null
     */
    record Page(
            @Nullable URI address,
            @Nullable NugetVersion lower,
            @Nullable NugetVersion upper,
            @Nullable List<Leaf> leaves) {

        boolean mayHold(NugetVersion version) {
            return (lower == null || lower.compareTo(version) <= 0)
                    && (upper == null || upper.compareTo(version) >= 0);
        }
    }

    /** The pages of an index; empty where it is none. */
    static Optional<List<Page>> index(String id, URI from, byte[] body) {
        return tree(body)
                .map(
                        root -> {
                            var pages = new ArrayList<Page>();
                            for (var each : root.path("items").values()) {
                                pages.add(
                                        new Page(
                                                address(from, each.path("@id")),
                                                version(each.path("lower")),
                                                version(each.path("upper")),
                                                each.path("items").isArray()
                                                        ? leaves(id, from, each)
                                                        : null));
                            }
                            return List.copyOf(pages);
                        });
    }

    /** The leaves of a page that was asked for by itself; empty where it is none. */
    static Optional<List<Leaf>> page(String id, URI from, byte[] body) {
        return tree(body)
                .filter(root -> root.path("items").isArray())
                .map(root -> leaves(id, from, root));
    }

    /** The SHA-512 that the catalog has of a package, in base 64; empty where it has none. */
    static Optional<String> hash(byte[] body) {
        return tree(body)
                .filter(
                        root ->
                                root.path("packageHashAlgorithm")
                                        .asString("SHA512")
                                        .equalsIgnoreCase("SHA512"))
                .map(root -> root.path("packageHash").asString(""))
                .filter(each -> each.matches("[A-Za-z0-9+/]{86}=="));
    }

    /** The versions of a list of them ({@code PackageBaseAddress}); empty where it is none. */
    static Optional<List<NugetVersion>> versions(byte[] body) {
        return tree(body)
                .filter(root -> root.path("versions").isArray())
                .map(
                        root ->
                                root.path("versions").values().stream()
                                        .flatMap(
                                                each -> NugetVersion.of(each.asString("")).stream())
                                        .distinct()
                                        .sorted()
                                        .toList());
    }

    private static Optional<JsonNode> tree(byte[] body) {
        try {
            var root = JSON.readTree(body);
            return root != null && root.isObject() ? Optional.of(root) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** What is of another package is not of this one. */
    private static List<Leaf> leaves(String id, URI from, JsonNode page) {
        var leaves = new ArrayList<Leaf>();
        for (var each : page.path("items").values()) {
            var entry = each.path("catalogEntry");
            var version = version(entry.path("version"));
            var written = entry.path("id").asString("");
            if (version != null && NugetName.normal(written).equals(id)) {
                leaves.add(
                        new Leaf(
                                written,
                                version,
                                entry.path("listed").asBoolean(true),
                                deprecated(entry.path("deprecation")),
                                entry.path("vulnerabilities").values().stream()
                                        .map(flaw -> cut(flaw.path("advisoryUrl").asString("")))
                                        .filter(url -> !url.isEmpty())
                                        .limit(MOST_ADVISORIES)
                                        .toList(),
                                address(from, entry.path("@id")),
                                cut(entry.path("published").asString(""))));
            }
        }
        return List.copyOf(leaves);
    }

    private static @Nullable String deprecated(JsonNode said) {
        if (!said.isObject()) {
            return null;
        }
        var reasons =
                String.join(
                        ", ",
                        said.path("reasons").values().stream()
                                .map(each -> each.asString(""))
                                .toList());
        var instead = said.path("alternatePackage").path("id").asString("");
        var text =
                "deprecated"
                        + (reasons.isEmpty() ? "" : " (" + reasons + ")")
                        + (instead.isEmpty() ? "" : ", " + instead + " instead")
                        + (said.path("message").asString("").isEmpty()
                                ? ""
                                : ": " + said.path("message").asString(""));
        return cut(text);
    }

    private static @Nullable NugetVersion version(JsonNode node) {
        return NugetVersion.of(node.asString("")).orElse(null);
    }

    private static @Nullable URI address(URI from, JsonNode node) {
        try {
            var text = node.asString("");
            return text.isEmpty() ? null : from.resolve(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
