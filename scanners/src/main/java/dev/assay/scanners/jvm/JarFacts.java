package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.finding.FindingKind;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * What a jar says of itself in its manifest, in its service files and in those of frameworks: what
 * starts, what is found by name, what it brings along.
 */
final class JarFacts {

    static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String SERVICES = "META-INF/services/";
    private static final int MOST_LINES = 2_000;

    /** An attribute of the manifest, and the role of the class that it names. */
    private static final Map<String, String> STARTS =
            Map.of(
                    "Main-Class", "main",
                    "Start-Class", "main",
                    "Premain-Class", "agent",
                    "Agent-Class", "agent",
                    "Launcher-Agent-Class", "agent");

    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[\\w.+-]*)");

    private final PackageTree tree;
    private final Report report;
    private final Set<String> starts = new LinkedHashSet<>();
    private boolean isProgram;
    private String bundleLicence = "";

    JarFacts(PackageTree tree, Report report) {
        this.tree = tree;
        this.report = report;
        tree.files().forEach(this::look);
    }

    /** The classes that something starts by itself, by internal name. */
    Set<String> starts() {
        return starts;
    }

    /** Whether the jar says what to start. */
    boolean isProgram() {
        return isProgram;
    }

    /** What OSGi's {@code Bundle-License} says; empty where it is missing. */
    String bundleLicence() {
        return bundleLicence;
    }

    private void look(String path, byte[] bytes) {
        var nested = path.lastIndexOf(ZipReader.INSIDE);
        var file = nested < 0 ? path : path.substring(nested + ZipReader.INSIDE.length());
        if (file.startsWith("BOOT-INF/classes/") || file.startsWith("WEB-INF/classes/")) {
            file = file.substring("BOOT-INF/classes/".length() - (file.startsWith("W") ? 1 : 0));
        }
        var isOwn = nested < 0;
        if (file.equals(MANIFEST)) {
            if (isOwn) {
                manifest(path, bytes);
            }
        } else if (file.startsWith(SERVICES)) {
            service(path, file.substring(SERVICES.length()), bytes, isOwn);
        } else if (file.equals("META-INF/spring.factories")) {
            factories(path, bytes, isOwn);
        } else if (file.startsWith("META-INF/spring/") && file.endsWith(".imports")) {
            listed(
                    "spring:" + file.substring("META-INF/spring/".length()),
                    "auto-configuration",
                    path,
                    bytes,
                    isOwn);
        }
        if (isOwn && ZipReader.isJar(file, bytes)) {
            bundled(path);
        }
    }

    private void manifest(String path, byte[] bytes) {
        var manifest = new Manifest();
        try {
            manifest.read(new ByteArrayInputStream(bytes));
        } catch (IOException | IllegalArgumentException e) {
            report.add(
                    FindingKind.COVERAGE,
                    path,
                    path,
                    "",
                    Map.of("reason", "is no manifest: " + e.getMessage()));
            return;
        }
        var main = manifest.getMainAttributes();
        bundleLicence = Objects.requireNonNullElse(main.getValue("Bundle-License"), "");
        STARTS.forEach((name, role) -> start(path, main, name, role));
        var also = main.getValue("Class-Path");
        if (also != null) {
            var target = String.join(" ", also.strip().split("\\s+"));
            entry("class-path", "class-path", target, path, "Class-Path: " + target);
        }
        if (Boolean.parseBoolean(main.getValue("Multi-Release"))) {
            var versions = new ArrayList<String>();
            for (var file : tree.files().keySet()) {
                if (file.startsWith("META-INF/versions/") && file.endsWith(".class")) {
                    versions.add(file);
                }
            }
            if (!versions.isEmpty()) {
                entry(
                        "multi-release",
                        "multi-release",
                        "META-INF/versions/",
                        path,
                        "Multi-Release: true");
            }
        }
    }

    private void start(String path, Attributes main, String name, String role) {
        var type = main.getValue(name);
        if (type == null || type.isBlank()) {
            return;
        }
        var target = type.strip();
        entry(name.toLowerCase(java.util.Locale.ROOT), role, target, path, name + ": " + target);
        starts.add(target.replace('.', '/'));
        if (role.equals("main")) {
            isProgram = true;
        } else {
            report.add(
                    FindingKind.DYNAMIC_CODE,
                    "java agent " + target,
                    path,
                    name + ": " + target,
                    Map.of("sink", "agent"));
        }
    }

    private void service(String path, String type, byte[] bytes, boolean isOwn) {
        var role =
                type.equals("javax.annotation.processing.Processor")
                        ? "annotation-processor"
                        : "service";
        listed("service:" + type, role, path, bytes, isOwn);
    }

    private void listed(String value, String role, String path, byte[] bytes, boolean isOwn) {
        var classes = lines(bytes);
        classes.forEach(each -> starts.add(each.replace('.', '/')));
        if (isOwn && !classes.isEmpty()) {
            entry(value, role, String.join(", ", classes), path, String.join("\n", classes));
        }
    }

    private void factories(String path, byte[] bytes, boolean isOwn) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(new String(bytes, StandardCharsets.ISO_8859_1)));
        } catch (IOException | IllegalArgumentException e) {
            report.add(
                    FindingKind.COVERAGE,
                    path,
                    path,
                    "",
                    Map.of("reason", "is no properties file: " + e.getMessage()));
            return;
        }
        for (var key : properties.stringPropertyNames()) {
            var value = properties.getProperty(key, "");
            for (var type : value.split(",")) {
                starts.add(type.strip().replace('.', '/'));
            }
            if (isOwn) {
                entry(
                        "spring:" + key,
                        "auto-configuration",
                        String.join(", ", List.of(value.split("\\s*,\\s*"))),
                        path,
                        key);
            }
        }
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .limit(MOST_LINES)
                .map(line -> line.indexOf('#') >= 0 ? line.substring(0, line.indexOf('#')) : line)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void bundled(String path) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        var name = claimed(path);
        if (name == null) {
            var bare = file.substring(0, file.lastIndexOf('.'));
            var versioned = VERSIONED.matcher(bare);
            name = versioned.matches() ? versioned.group(1) + " " + versioned.group(2) : bare;
        }
        var space = name.indexOf(' ');
        report.add(
                FindingKind.DEPENDENCY_SOURCE,
                space < 0 ? name : name.substring(0, space),
                path,
                path,
                Map.of("source", "bundled", "range", space < 0 ? "" : name.substring(space + 1)));
    }

    /** What a jar inside says of itself in the one {@code pom.properties} that it has. */
    private @Nullable String claimed(String jar) {
        var prefix = jar + ZipReader.INSIDE + "META-INF/maven/";
        var found = (String) null;
        for (var entry : tree.files().tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (entry.getKey().endsWith("/pom.properties")) {
                if (found != null) {
                    return null;
                }
                found = named(entry.getValue());
            }
        }
        return found;
    }

    private static @Nullable String named(byte[] bytes) {
        var properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(bytes));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        var group = properties.getProperty("groupId");
        var artifact = properties.getProperty("artifactId");
        return group == null || artifact == null
                ? null
                : (group + ":" + artifact + " " + properties.getProperty("version", "")).strip();
    }

    private void entry(String value, String role, String target, String path, String excerpt) {
        report.add(
                FindingKind.ENTRY_POINT,
                value,
                path,
                excerpt,
                Map.of("role", role, "target", target));
    }
}
