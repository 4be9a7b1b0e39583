package dev.assay.scanners.installhook;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.manifest.NpmManifest;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the commands that npm runs on its own: the life-cycle scripts of an installation, {@code
 * prepare} where a package is installed from git, and the build that a {@code binding.gyp} implies
 * when no script says otherwise (npm documentation, "scripts", life cycle operation order).
 *
 * <p>A hook is its command <em>and</em> the files the command runs with, so each fact's detail
 * holds {@code closure}: those files with their SHA-256, and {@code unstamped}: the files of data
 * among them with the SHA-256 of what they hold but for dates and versions.
 */
public final class InstallHookAnalyser {

    private static final List<String> ON_INSTALL = List.of("preinstall", "install", "postinstall");
    private static final List<String> FROM_GIT = List.of("preprepare", "prepare", "postprepare");
    private static final String GYP_FILE = "binding.gyp";

    private final NpmManifest manifest;
    private final PackageTree tree;
    private final CommandClosure closures;
    private final Map<String, String> scripts;

    public InstallHookAnalyser(NpmManifest manifest, PackageTree tree) {
        this.manifest = manifest;
        this.tree = tree;
        this.scripts = manifest.texts("scripts");
        this.closures = new CommandClosure(tree.files(), scripts);
    }

    /** The files that an installation from the registry runs; entry points for reachability. */
    public SortedSet<String> roots() {
        return new TreeSet<>(starts().keySet());
    }

    /** The same files, each with the hook that runs it. */
    public SortedMap<String, String> starts() {
        var starts = new TreeMap<String, String>();
        for (var hook : ON_INSTALL) {
            var command = scripts.get(hook);
            if (command != null) {
                closures.filesOf(command)
                        .forEach(file -> starts.putIfAbsent(file, "install hook " + hook));
            }
        }
        return starts;
    }

    public List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        scripts.forEach(
                (name, command) -> {
                    if (ON_INSTALL.contains(name)) {
                        facts.add(
                                hook(name, command, "install", manifest.evidence("scripts", name)));
                    } else if (FROM_GIT.contains(name)) {
                        facts.add(hook(name, command, "git", manifest.evidence("scripts", name)));
                    }
                });
        if (buildsImplicitly()) {
            var at = new Evidence(tree.purl().toString(), GYP_FILE, 1, 1, null, firstLine());
            facts.add(hook("install", "node-gyp rebuild " + GYP_FILE, "implicit", at));
        }
        return facts;
    }

    private boolean buildsImplicitly() {
        return tree.files().containsKey(GYP_FILE)
                && !manifest.gypfileRefused()
                && !scripts.containsKey("install")
                && !scripts.containsKey("preinstall");
    }

    private String firstLine() {
        var bytes = tree.files().getOrDefault(GYP_FILE, new byte[0]);
        var text = CommandClosure.text(bytes);
        var line = text.lines().findFirst().orElse("").strip();
        return line.substring(0, Math.min(line.length(), Evidence.MAX_EXCERPT));
    }

    private Fact hook(String name, String command, String when, Evidence at) {
        var closure = closures.digestsOf(command);
        var detail =
                Map.<String, Object>of(
                        "hook",
                        name,
                        "command",
                        command,
                        "when",
                        when,
                        "closure",
                        closure,
                        "unstamped",
                        closures.unstamped(closure));
        return new Fact(
                FindingKind.INSTALL_HOOK, name + ": " + command, null, true, Via.PLAIN, at, detail);
    }
}
