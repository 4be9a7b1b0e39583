package dev.assay.scanners.mcpb;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.Fact;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an MCP bundle is, by its manifest and by what is bundled with it. */
public final class BundleFacts {

    private static final int MOST = 500;

    private final BundleManifest manifest;
    private final Launch launch;
    private final BundledPackages packages;

    private BundleFacts(BundleManifest manifest) {
        this.manifest = manifest;
        this.launch = Launch.of(manifest);
        this.packages = new BundledPackages(manifest.tree());
    }

    /** The facts of a tree that is a bundle; empty where it is something else. */
    public static Optional<BundleFacts> of(PackageTree tree) {
        return BundleManifest.isBundle(tree)
                ? Optional.of(new BundleFacts(BundleManifest.of(tree)))
                : Optional.empty();
    }

    /** Why less is known than the manifest should tell. */
    public List<Unparsed> gaps() {
        return manifest.gaps();
    }

    /**
     * The files that run: what is started, and what the bundled packages are imported by; of a
     * bundle that names none of its files, all of them.
     */
    public SortedMap<String, String> starts() {
        var files = manifest.tree().files();
        var starts = new TreeMap<String, String>();
        for (var file : launch.files()) {
            if (files.containsKey(file)) {
                starts.put(file, "bin mcp_config");
            }
        }
        if (starts.isEmpty()) {
            files.keySet().forEach(file -> starts.put(file, "import"));
        } else {
            packages.starts().forEach(file -> starts.putIfAbsent(file, "import"));
        }
        return starts;
    }

    /** The declared facts, compared with what the code is seen to do. */
    public List<Fact> facts(CodeAnalysis code) {
        var facts = new ArrayList<>(launch.facts());
        missingFiles(facts);
        settings(facts);
        compatibility(facts);
        facts.addAll(packages.facts());
        offered("tools", FindingKind.TOOL_ADDED, code, facts);
        offered("prompts", FindingKind.PROMPT_CHANGED, code, facts);
        var licence = manifest.text("license");
        if (!licence.isEmpty()) {
            facts.add(manifest.fact(FindingKind.LICENCE, Launch.cut(licence), Map.of(), "license"));
        }
        return facts;
    }

    private void missingFiles(List<Fact> facts) {
        var entry = manifest.text("server", "entry_point").replaceFirst("^(\\./+)+", "");
        // Binaries have an ending on one platform that they do not have on another.
        if (!entry.isEmpty()
                && !manifest.tree().files().containsKey(entry)
                && !manifest.tree().files().containsKey(entry + ".exe")) {
            differs(
                    "entry_point",
                    "names the entry point " + Launch.cut(entry) + ", which is not in the bundle",
                    facts,
                    "server",
                    "entry_point");
        }
    }

    private void differs(String value, String words, List<Fact> facts, String... at) {
        facts.add(manifest.fact(FindingKind.SOURCE_MISMATCH, value, Map.of("words", words), at));
    }

    /** What is asked of whoever installs it; secrets first of all. */
    private void settings(List<Fact> facts) {
        var count = 0;
        for (var each : manifest.at("user_config").properties()) {
            if (count++ >= MOST) {
                return;
            }
            var setting = each.getValue();
            var target =
                    setting.path("type").asString("of no type")
                            + (is(setting, "sensitive") ? ", secret" : "")
                            + (is(setting, "required") ? ", required" : "")
                            + (is(setting, "multiple") ? ", several" : "")
                            + (setting.has("default")
                                    ? ", if not given " + Launch.cut(plain(setting.path("default")))
                                    : "");
            facts.add(
                    manifest.fact(
                            FindingKind.ENTRY_POINT,
                            "user_config." + Launch.cut(each.getKey()),
                            Map.of(
                                    "role",
                                    is(setting, "sensitive") ? "secret-setting" : "setting",
                                    "target",
                                    target),
                            "user_config",
                            each.getKey()));
        }
    }

    private void compatibility(List<Fact> facts) {
        var said = manifest.at("compatibility");
        if (said.isObject() && !said.isEmpty()) {
            facts.add(
                    manifest.fact(
                            FindingKind.ENTRY_POINT,
                            "compatibility",
                            Map.of("role", "types", "target", Launch.cut(said.toString())),
                            "compatibility"));
        }
    }

    private static boolean is(JsonNode node, String key) {
        return node.path(key).asBoolean(false);
    }

    private static String plain(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    /**
     * What the manifest says is offered, where the code does not tell, and the difference where
     * both tell. What is generated while it runs can be in neither.
     */
    private void offered(String list, FindingKind kind, CodeAnalysis code, List<Fact> facts) {
        var inCode = new TreeSet<String>();
        code.facts().stream()
                .filter(fact -> fact.kind() == kind && fact.reachable())
                .forEach(fact -> inCode.add(fact.value()));
        var declared = new TreeSet<String>();
        var index = 0;
        for (var each : manifest.at(list).values()) {
            var name = each.path("name").asString("");
            var at = Integer.toString(index++);
            if (name.isEmpty() || declared.size() >= MOST || !declared.add(name)) {
                continue;
            }
            if (!inCode.contains(name)) {
                facts.add(manifest.fact(kind, name, texts(each), list, at));
                if (!inCode.isEmpty()) {
                    differs(
                            list + " " + name,
                            "declares the "
                                    + noun(list)
                                    + " "
                                    + name
                                    + ", which is not found in its code",
                            facts,
                            list,
                            at);
                }
            }
        }
        if (!manifest.at(list + "_generated").asBoolean(false)) {
            for (var name : inCode) {
                if (!declared.contains(name)) {
                    differs(
                            list + " " + name,
                            "does not declare the " + noun(list) + " " + name + " of its code",
                            facts,
                            list);
                }
            }
        }
    }

    private static String noun(String list) {
        return list.substring(0, list.length() - 1);
    }

    private static Map<String, Object> texts(JsonNode offer) {
        var texts = new TreeMap<String, Object>();
        for (var key : List.of("description", "text")) {
            if (offer.path(key).isString()) {
                texts.put(key, offer.path(key).stringValue());
            }
        }
        return texts;
    }
}
