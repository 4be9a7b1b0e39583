package dev.assay.scanners.closure.nuget;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.artifact.nuget.Leaf;
import dev.assay.scanners.artifact.nuget.Nuspec;
import dev.assay.scanners.artifact.nuget.PackedNuspec;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on record of one package of a closure.
 *
 * @param id as its publisher writes it
 * @param version in the normal spelling
 * @param description its own, or null
 * @param homepage its own, or null
 * @param repository where its source is said to be, or null
 * @param deprecated why people were advised against it when it was looked at, or null
 * @param advisories what the source knew of its flaws then
 * @param types {@code McpServer} and the like
 * @param mcpName what it is called among MCP servers by its own word, or null
 * @param groups what it needs, by framework, as it says it
 * @param framework for which it was resolved
 * @param lost whether a higher version is taken instead; NuGet reads it on the way
 * @param way the ids of the packages that lead to it, the release's first and its own last
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NugetManifest(
        String id,
        String version,
        @Nullable String description,
        @Nullable String homepage,
        @Nullable String repository,
        @Nullable String deprecated,
        List<String> advisories,
        List<String> types,
        @Nullable String mcpName,
        List<Group> groups,
        @Nullable String framework,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean lost,
        List<String> way) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final int LONGEST = 4_000;

    /** What it needs on a framework: ids with their ranges. */
    public record Group(String framework, Map<String, String> needs) {

        public Group {
            needs = needs == null ? Map.of() : Map.copyOf(needs);
        }

        static Group of(Nuspec.Group group) {
            var needs = new TreeMap<String, String>();
            group.needs().forEach(each -> needs.put(each.id(), each.range()));
            return new Group(group.framework().text(), needs);
        }
    }

    public NugetManifest {
        advisories = advisories == null ? List.of() : List.copyOf(advisories);
        types = types == null ? List.of() : List.copyOf(types);
        groups = groups == null ? List.of() : List.copyOf(groups);
        way = way == null ? List.of() : List.copyOf(way);
    }

    /** What a source says, before the package is there. */
    public static NugetManifest of(Leaf leaf) {
        return new NugetManifest(
                leaf.id(),
                leaf.version().toString(),
                null,
                null,
                null,
                leaf.warning(),
                leaf.advisories(),
                List.of(),
                null,
                List.of(),
                null,
                false,
                List.of());
    }

    /** The same with what the package says of itself. */
    NugetManifest with(PackedNuspec.Packed packed) {
        var nuspec = packed.nuspec();
        return new NugetManifest(
                nuspec.id(),
                version,
                text(nuspec, "description"),
                text(nuspec, "projecturl"),
                nuspec.repository().isEmpty() ? null : cut(nuspec.repository()),
                deprecated,
                advisories,
                nuspec.types(),
                packed.mcpName(),
                nuspec.groups().stream().map(Group::of).toList(),
                framework,
                lost,
                way);
    }

    NugetManifest placed(String newFramework, boolean newLost, List<String> newWay) {
        return new NugetManifest(
                id,
                version,
                description,
                homepage,
                repository,
                deprecated,
                advisories,
                types,
                mcpName,
                groups,
                newFramework,
                newLost,
                newWay);
    }

    private static @Nullable String text(Nuspec nuspec, String name) {
        var text = nuspec.texts().getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return text.isEmpty() ? null : cut(text);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Reads what a closure has on record; empty where it is no manifest of a NuGet package. */
    public static Optional<NugetManifest> read(String json) {
        try {
            var read = JSON.readValue(json, NugetManifest.class);
            return read.id() == null || read.version() == null
                    ? Optional.empty()
                    : Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }
}
