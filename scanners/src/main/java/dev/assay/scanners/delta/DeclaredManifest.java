package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a registry says of a version, beside the {@code package.json} in its tarball (signals
 * PUB-MANIFEST-CONFUSION). A publisher sends the two separately and nobody compares them: npm
 * resolves dependencies by the one and runs the hooks of the other, and people read only the first.
 */
public final class DeclaredManifest {

    private static final JsonMapper JSON = new JsonMapper();

    /** What npm writes into an entry whose package has a {@code binding.gyp} and no script. */
    private static final String IMPLICIT_BUILD = "node-gyp rebuild";

    private static final Set<String> HOOKS = Set.of("preinstall", "install", "postinstall");

    private final Profile profile;
    private final JsonNode declared;
    private final List<Finding> findings = new ArrayList<>();

    private DeclaredManifest(Profile profile, JsonNode declared) {
        this.profile = profile;
        this.declared = declared;
    }

    /**
     * A delta with what its package's manifests disagree about.
     *
     * @param published the profile of the bytes
     * @param entry the version's object as the registry sent it
     */
    public static Delta compared(Delta delta, Profile published, String entry) {
        // Only npm's registry is sent an object of its own beside the package.
        if (!published.purl().startsWith("pkg:npm/")) {
            return delta;
        }
        JsonNode declared;
        try {
            declared = JSON.readTree(entry);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no registry entry of " + published.purl(), e);
        }
        // An entry that was made from the package on disk says nothing of its own.
        if (declared.path("dist").path("tarball").asString("").startsWith("file:")) {
            return delta;
        }
        var manifest = new DeclaredManifest(published, declared);
        manifest.compare();
        return Deltas.with(delta, manifest.findings);
    }

    private void compare() {
        dependencies();
        hooks();
        bins();
        main();
    }

    private void dependencies() {
        var said = new TreeMap<String, String>();
        var shipped = new TreeMap<String, String>();
        // npm copies what is optional into the ordinary ones as well.
        for (var key : List.of("dependencies", "optionalDependencies")) {
            texts(key).forEach(said::put);
        }
        for (var fact : facts(FindingKind.DEPENDENCY_ADDED)) {
            var group = text(fact, "group");
            if (group.equals("dependencies") || group.equals("optional")) {
                shipped.put(fact.value(), text(fact, "range"));
            }
        }
        for (var name : union(said.keySet(), shipped.keySet())) {
            differ("dependency " + name, plain(said.get(name)), plain(shipped.get(name)));
        }
    }

    /** A git address is written in several ways, of which npm keeps one. */
    private static String plain(@org.jspecify.annotations.Nullable String range) {
        return range == null
                ? ""
                : range.strip().replaceFirst("^git\\+", "").replaceFirst("\\.git(?=#|$)", "");
    }

    private void hooks() {
        var said = new TreeMap<String, String>();
        texts("scripts")
                .forEach(
                        (name, command) -> {
                            if (HOOKS.contains(name)) {
                                said.put(name, command);
                            }
                        });
        var shipped = new TreeMap<String, String>();
        for (var fact : facts(FindingKind.INSTALL_HOOK)) {
            var when = text(fact, "when");
            if (when.equals("install")) {
                shipped.put(text(fact, "hook"), text(fact, "command"));
            } else if (when.equals("implicit") && said.containsKey("install")) {
                shipped.put("install", IMPLICIT_BUILD);
            }
        }
        for (var name : union(said.keySet(), shipped.keySet())) {
            differ("script " + name, said.getOrDefault(name, ""), shipped.getOrDefault(name, ""));
        }
    }

    private void bins() {
        var said = new TreeMap<String, String>();
        var single = declared.path("bin");
        if (single.isString()) {
            var name = declared.path("name").asString("");
            said.put(name.substring(name.indexOf('/') + 1), single.stringValue());
        }
        texts("bin").forEach(said::put);
        var shipped = new TreeMap<String, String>();
        for (var fact : facts(FindingKind.ENTRY_POINT)) {
            if (fact.value().startsWith("bin:")) {
                shipped.put(fact.value().substring(4), text(fact, "target"));
            }
        }
        for (var name : union(said.keySet(), shipped.keySet())) {
            differ(
                    "bin " + name,
                    path(said.getOrDefault(name, "")),
                    path(shipped.getOrDefault(name, "")));
        }
    }

    /** Where only one of them names a file, npm's own default may have been written down. */
    private void main() {
        var said = declared.path("main").asString("");
        for (var fact : facts(FindingKind.ENTRY_POINT)) {
            if (fact.value().equals("main") && !said.isEmpty()) {
                differ("main", path(said), path(text(fact, "target")));
            }
        }
    }

    private static String path(String target) {
        return target.replaceFirst("^(\\./+)+", "").replaceFirst("^/+", "");
    }

    private void differ(String what, String said, String shipped) {
        if (said.equals(shipped)) {
            return;
        }
        var title =
                "The registry and the package's own package.json disagree about the "
                        + what
                        + ": the registry says "
                        + (said.isEmpty() ? "nothing" : said)
                        + ", the package "
                        + (shipped.isEmpty() ? "nothing" : shipped);
        var severity = what.equals("main") ? Severity.MEDIUM : Severity.HIGH;
        findings.add(
                new Finding(
                        Findings.id(FindingKind.SOURCE_MISMATCH, Change.PRESENT, what, shipped),
                        FindingKind.SOURCE_MISMATCH,
                        Change.PRESENT,
                        severity,
                        what,
                        title.length() > 400 ? title.substring(0, 400) + "…" : title,
                        true,
                        Via.PLAIN,
                        List.of(new Evidence(profile.purl(), "package.json", 0, 0, null, "")),
                        Map.of("declared", said, "published", shipped)));
    }

    private List<Fact> facts(FindingKind kind) {
        return profile.facts().stream().filter(fact -> fact.kind() == kind).toList();
    }

    private Map<String, String> texts(String key) {
        var texts = new TreeMap<String, String>();
        for (var member : declared.path(key).properties()) {
            if (member.getValue().isString()) {
                texts.put(member.getKey(), member.getValue().stringValue());
            }
        }
        return texts;
    }

    private static String text(Fact fact, String key) {
        return fact.detail().get(key) instanceof String text ? text : "";
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
