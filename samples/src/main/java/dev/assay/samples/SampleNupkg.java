package dev.assay.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A NuGet package: its manifest and files.
 *
 * @param id as its publisher writes it
 * @param inMetadata what stands in {@code metadata} besides, as XML
 * @param dependencies what stands in {@code dependencies}, as XML
 * @param files what is in it besides, by path
 */
public record SampleNupkg(
        String id,
        String version,
        String inMetadata,
        List<String> dependencies,
        Map<String, byte[]> files) {

    /** A package that needs others on every framework, each written {@code Name 1.0.0}. */
    public static SampleNupkg of(String id, String version, String... needs) {
        var sample =
                new SampleNupkg(id, version, "", List.of(), Map.of("lib/net8.0/_._", new byte[0]));
        return needs.length == 0 ? sample : sample.withGroup("net8.0", needs);
    }

    /** The same with what it needs on a framework. */
    public SampleNupkg withGroup(String framework, String... needs) {
        var group = new StringBuilder("<group targetFramework=\"" + framework + "\">");
        for (var need : needs) {
            var parts = need.split(" ", 2);
            group.append("<dependency id=\"")
                    .append(parts[0])
                    .append("\" version=\"")
                    .append(parts[1])
                    .append("\" exclude=\"Build,Analyzers\" />");
        }
        var more = new ArrayList<>(dependencies);
        more.add(group.append("</group>").toString());
        return new SampleNupkg(id, version, inMetadata, more, files);
    }

    public SampleNupkg withMetadata(String xml) {
        return new SampleNupkg(id, version, inMetadata + xml, dependencies, files);
    }

    public SampleNupkg withFile(String path, byte[] content) {
        var more = new TreeMap<>(files);
        more.put(path, content);
        return new SampleNupkg(id, version, inMetadata, dependencies, more);
    }

    public SampleNupkg withFile(String path, String content) {
        return withFile(path, content.getBytes(StandardCharsets.UTF_8));
    }

    byte[] nuspec() {
        return """
               <?xml version="1.0" encoding="utf-8"?>
               <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                 <metadata>
                   <id>%s</id>
                   <version>%s</version>
                   <authors>Sample</authors>
                   <description>A sample.</description>
                   %s
                   %s
                 </metadata>
               </package>
               """
                .formatted(
                        id,
                        version,
                        inMetadata,
                        dependencies.isEmpty()
                                ? ""
                                : "<dependencies>"
                                        + String.join("", dependencies)
                                        + "</dependencies>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The file. */
    public byte[] bytes() {
        var all = new TreeMap<>(files);
        all.putIfAbsent(id + ".nuspec", nuspec());
        all.put(
                "_rels/.rels",
                ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Relationships"
                                + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>")
                        .getBytes(StandardCharsets.UTF_8));
        return SampleMavenRepository.jar(all);
    }
}
