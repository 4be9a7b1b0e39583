package dev.assay.scanners.source;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.source.DeclaredSource.Claim;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the manifests in a package say of its source. */
public final class Declarations {

    private static final int LARGEST = 4 << 20;
    private static final int MOST = 30;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(200)
                                                    .maxTokenCount(500_000)
                                                    .build())
                                    .build())
                    .build();

    /** Of Python's labels those that mean a repository, in the words of the packaging guide. */
    private static final Pattern SOURCE_LABEL =
            Pattern.compile("source|sourcecode|repository|code|github|gitlab|git|repo");

    private static final Pattern SCM = Pattern.compile("(?s)<scm(?:\\s[^>]*)?>(.{0,4000}?)</scm>");

    private Declarations() {}

    /** Reads them out of a package. */
    public static DeclaredSource of(PackageTree tree) {
        var claims = new ArrayList<Claim>();
        var named = DeclaredSource.NOTHING;
        for (var file : tree.files().entrySet()) {
            var path = file.getKey();
            if (file.getValue().length > LARGEST || claims.size() > MOST) {
                continue;
            }
            if (path.equals("package.json") || path.equals("manifest.json")) {
                named = named.or(ofJson(text(file.getValue()), path));
            } else if (path.matches("[^/]+\\.dist-info/METADATA|PKG-INFO")) {
                ofHeaders(text(file.getValue()), claims);
            } else if (path.matches("META-INF/maven/[^/]+/[^/]+/pom\\.xml")) {
                named = named.or(ofPom(text(file.getValue())));
            }
        }
        return new DeclaredSource(claims, "", "").or(named).or(CrateDeclaration.of(tree.files()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The {@code repository} of a manifest in JSON, as npm and MCP bundles have it.
     *
     * @param by what the manifest is called
     */
    public static DeclaredSource ofJson(String text, String by) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            return DeclaredSource.NOTHING;
        }
        var repository = root.path("repository");
        var address =
                repository.isString()
                        ? repository.stringValue()
                        : repository.path("url").asString("");
        var claims = new ArrayList<Claim>();
        if (!address.isBlank()) {
            claims.add(
                    new Claim(
                            address,
                            "repository in " + by,
                            RepositoryAddress.folder(repository.path("directory").asString(""))));
        }
        var commit = root.path("gitHead").asString("");
        return new DeclaredSource(claims, "", commit.matches("[0-9a-f]{40}") ? commit : "");
    }

    /** Core metadata: {@code Project-URL: Source, https://…}, and the home page after all. */
    private static void ofHeaders(String text, List<Claim> claims) {
        var last = new ArrayList<Claim>();
        for (var line : text.split("\n\r?\n", 2)[0].split("\r?\n")) {
            var colon = line.indexOf(':');
            var value = line.substring(colon + 1).strip();
            if (line.startsWith("Project-URL:") && value.contains(",")) {
                var label = value.substring(0, value.indexOf(',')).strip();
                var plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
                var claim =
                        new Claim(
                                value.substring(value.indexOf(',') + 1).strip(),
                                "Project-URL " + label,
                                "");
                (SOURCE_LABEL.matcher(plain).matches() ? claims : last).add(claim);
            } else if (line.startsWith("Home-page:")) {
                last.add(new Claim(value, "Home-page", ""));
            }
        }
        claims.addAll(last);
    }

    /** By patterns: nothing of it is expanded, fetched or believed. */
    private static DeclaredSource ofPom(String text) {
        var scm = SCM.matcher(text.replaceAll("(?s)<!--.*?-->", ""));
        if (!scm.find()) {
            return DeclaredSource.NOTHING;
        }
        var inside = scm.group(1);
        var claims = new ArrayList<Claim>();
        for (var name : List.of("connection", "developerConnection", "url")) {
            var value = element(inside, name);
            if (!value.isEmpty()) {
                claims.add(new Claim(value, "scm " + name, ""));
            }
        }
        var tag = element(inside, "tag");
        return new DeclaredSource(claims, tag.equals("HEAD") ? "" : tag, "");
    }

    private static String element(String xml, String name) {
        Matcher found =
                Pattern.compile("<" + name + ">\\s*([^<]{1,600}?)\\s*</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : "";
    }
}
