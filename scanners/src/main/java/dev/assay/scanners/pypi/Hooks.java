package dev.assay.scanners.pypi;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.python.StartUpLines;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What runs without anybody asking for it: {@code setup.py} and build hooks of the package's own
 * where it is built from source, and what Python runs whenever it starts.
 */
final class Hooks {

    /** Files that are put where Python looks first: of a wheel, of a checkout. */
    private static final Pattern AT_TOP =
            Pattern.compile("(?:[^/]+\\.data/(?:purelib|platlib|data)/|src/)?([^/]+)");

    private static final Set<String> CUSTOM = Set.of("sitecustomize.py", "usercustomize.py");

    private final Distribution distribution;
    private final PackageTree tree;

    Hooks(Distribution distribution) {
        this.distribution = distribution;
        this.tree = distribution.tree();
    }

    /** Files that are run so, each with what runs it. */
    Map<String, String> starts() {
        var starts = new TreeMap<String, String>();
        for (var file : tree.files().keySet()) {
            var name = topName(file);
            if (name != null && (StartUpLines.areIn(name) || CUSTOM.contains(name))) {
                starts.put(file, "start of Python");
            }
        }
        if (distribution.isWheel()) {
            return starts;
        }
        if (tree.files().containsKey("setup.py")) {
            starts.put("setup.py", "install hook setup.py");
        }
        for (var hook : ownBuildFiles().entrySet()) {
            starts.put(hook.getKey(), "install hook " + hook.getValue());
        }
        return starts;
    }

    private static @org.jspecify.annotations.Nullable String topName(String file) {
        var top = AT_TOP.matcher(file);
        return top.matches() ? top.group(1) : null;
    }

    /** Files of the package that its own build loads, with the hook that does. */
    private Map<String, String> ownBuildFiles() {
        var files = new TreeMap<String, String>();
        var project = distribution.project();
        var build = project.path("build-system");
        var backend = build.path("build-backend").asString("");
        for (var folder : build.path("backend-path").values()) {
            var module = backend.split("[:.]")[0];
            var prefix = folder.asString("").replaceAll("^\\./?|/$", "");
            var path = prefix.isEmpty() ? module : prefix + "/" + module;
            existing(path + ".py", "build backend " + backend, files);
            existing(path + "/__init__.py", "build backend " + backend, files);
        }
        var hatch = project.path("tool").path("hatch");
        for (var place :
                List.of(hatch.path("build").path("hooks"), hatch.path("metadata").path("hooks"))) {
            if (place.has("custom")) {
                var path = place.path("custom").path("path").asString("hatch_build.py");
                existing(path, "hatch build hook", files);
            }
        }
        for (var target : hatch.path("build").path("targets").properties()) {
            if (target.getValue().path("hooks").has("custom")) {
                existing("hatch_build.py", "hatch build hook", files);
            }
        }
        var poetry = project.path("tool").path("poetry").path("build");
        existing(
                poetry.isString() ? poetry.stringValue() : poetry.path("script").asString(""),
                "poetry build script",
                files);
        if (project.path("tool").path("pdm").path("build").isObject()) {
            existing(
                    project.path("tool")
                            .path("pdm")
                            .path("build")
                            .path("custom-hook")
                            .asString("pdm_build.py"),
                    "pdm build hook",
                    files);
        }
        return files;
    }

    private void existing(String path, String hook, Map<String, String> files) {
        if (tree.files().containsKey(path)) {
            files.put(path, hook);
        }
    }

    /**
     * @param leadsTo the files that each file imports, itself included
     */
    List<Fact> facts(java.util.function.Function<String, Collection<String>> leadsTo) {
        var facts = new ArrayList<Fact>();
        for (var start : starts().entrySet()) {
            var file = start.getKey();
            var name = file.substring(file.lastIndexOf('/') + 1);
            if (StartUpLines.areIn(name)) {
                for (var line : StartUpLines.of(Distribution.text(tree, file))) {
                    facts.add(hook(name, line, "start", file, leadsTo.apply(file)));
                }
            } else if (CUSTOM.contains(name)) {
                facts.add(hook(name, "import " + name, "start", file, leadsTo.apply(file)));
            } else {
                var command =
                        name.equals("setup.py")
                                ? "python setup.py"
                                : start.getValue().replaceFirst("install hook ", "");
                facts.add(hook(name, command, "install", file, leadsTo.apply(file)));
            }
        }
        return facts;
    }

    private Fact hook(
            String name, String command, String when, String file, Collection<String> files) {
        var digests = new TreeMap<String, Object>();
        for (var each : files) {
            digests.put(each, digest(each));
        }
        var shown = command.substring(0, Math.min(300, command.length()));
        var detail =
                Map.<String, Object>of(
                        "hook", name, "command", shown, "when", when, "closure", digests);
        return new Fact(
                FindingKind.INSTALL_HOOK,
                name + ": " + shown,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 1, 1, null, excerpt(shown)),
                detail);
    }

    private static String excerpt(String text) {
        return text.substring(0, Math.min(text.length(), Evidence.MAX_EXCERPT));
    }

    /** A file that says the version is another file with each version, and yet the same. */
    private String digest(String file) {
        var bytes = tree.files().getOrDefault(file, new byte[0]);
        var version = distribution.version();
        if (version.length() < 3) {
            return Sha256.of(bytes).hex();
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1).replace(version, "{version}");
        return Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1)).hex();
    }
}
