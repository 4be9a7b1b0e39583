package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;

import org.w3c.dom.Element;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a package says of itself, by the {@code .nuspec} at the top of it.
 *
 * @param id as its publisher writes it
 * @param texts what else stands in {@code metadata} as plain text, by its name in lower case
 * @param licence an SPDX expression, the file or the address, or empty
 * @param repository where its source is said to be, or empty
 * @param commit of it, or empty
 * @param types {@code DotnetTool}, {@code McpServer}, …
 * @param groups what it needs, by framework
 */
public record Nuspec(
        String id,
        NugetVersion version,
        Map<String, String> texts,
        String licence,
        String repository,
        String commit,
        List<String> types,
        List<Group> groups) {

    private static final int MOST_NEEDS = 10_000;

    /** What a package needs on a framework. */
    public record Group(Framework framework, List<Need> needs) {

        public Group {
            needs = List.copyOf(needs);
        }
    }

    /**
     * One dependency.
     *
     * @param range as it is written
     */
    public record Need(String id, String range) {}

    public Nuspec {
        texts = Map.copyOf(texts);
        types = List.copyOf(types);
        groups = List.copyOf(groups);
    }

    /**
     * Reads one.
     *
     * @throws IOException when it is none, with what is wrong
     */
    public static Nuspec read(byte[] xml) throws IOException {
        var root = SafeXml.read(xml);
        var metadata =
                SafeXml.child(root, "metadata")
                        .filter(each -> SafeXml.name(root).equals("package"))
                        .orElseThrow(() -> new IOException("it has no metadata of a package"));
        var id = SafeXml.text(metadata, "id");
        var version = NugetVersion.of(SafeXml.text(metadata, "version")).orElse(null);
        if (!NugetName.isName(id) || version == null) {
            throw new IOException("it names no package by an id and a version");
        }
        var texts = new TreeMap<String, String>();
        for (var each : SafeXml.children(metadata)) {
            if (SafeXml.children(each).isEmpty()) {
                texts.putIfAbsent(SafeXml.name(each), each.getTextContent().strip());
            }
        }
        var source = SafeXml.child(metadata, "repository");
        var licence = texts.getOrDefault("license", "");
        return new Nuspec(
                id,
                version,
                texts,
                licence.isEmpty() ? texts.getOrDefault("licenseurl", "") : licence,
                source.map(each -> SafeXml.attribute(each, "url")).orElse(""),
                source.map(each -> SafeXml.attribute(each, "commit")).orElse(""),
                types(metadata),
                groups(metadata));
    }

    private static List<String> types(Element metadata) {
        return SafeXml.child(metadata, "packagetypes").stream()
                .flatMap(all -> SafeXml.children(all, "packagetype").stream())
                .map(each -> SafeXml.attribute(each, "name"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<Group> groups(Element metadata) throws IOException {
        var all = SafeXml.child(metadata, "dependencies").orElse(null);
        if (all == null) {
            return List.of();
        }
        var groups = new ArrayList<Group>();
        for (var each : SafeXml.children(all, "group")) {
            groups.add(
                    new Group(
                            Framework.of(SafeXml.attribute(each, "targetFramework")), needs(each)));
        }
        var forAny = needs(all);
        if (!forAny.isEmpty()) {
            groups.add(new Group(Framework.of(""), forAny));
        }
        if (groups.stream().mapToInt(each -> each.needs().size()).sum() > MOST_NEEDS) {
            throw new IOException("it needs more than " + MOST_NEEDS + " packages");
        }
        return groups;
    }

    private static List<Need> needs(Element of) throws IOException {
        var needs = new ArrayList<Need>();
        for (var each : SafeXml.children(of, "dependency")) {
            var id = SafeXml.attribute(each, "id");
            if (!NugetName.isName(id)) {
                throw new IOException("it needs what has no id of a package");
            }
            needs.add(new Need(id, SafeXml.attribute(each, "version")));
        }
        return needs;
    }
}
