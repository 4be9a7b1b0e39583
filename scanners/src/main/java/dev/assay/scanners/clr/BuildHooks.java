package dev.assay.scanners.clr;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.nuget.SafeXml;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage.Unparsed;

import org.w3c.dom.Element;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a package runs where it is used: build files that every build imports (MSBuild's {@code
 * .props} and {@code .targets}), and scripts that older Visual Studio runs on installation.
 */
final class BuildHooks {

    private static final Pattern BUILD_FILE =
            Pattern.compile(
                    "(?i)build(?:transitive|multitargeting|crosstargeting)?/.*\\.(?:props|targets)");
    private static final Pattern SCRIPT =
            Pattern.compile("(?i)tools/(?:.*/)?(install|uninstall|init)\\.ps1");

    /** Functions of .NET that are called while properties are read. */
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "\\$\\(\\[(?!MSBuild]|System\\.(?:IO\\.Path|String|Version|Convert|Math|DateTime|Guid)])[^]]+]::[A-Za-z]+");

    /** Tasks of MSBuild that start or fetch something; the others copy and tell. */
    private static final Set<String> RUNNING =
            Set.of(
                    "exec",
                    "downloadfile",
                    "usingtask",
                    "calltarget",
                    "msbuild",
                    "writelinestofile",
                    "unzip");

    private final PackageTree tree;
    private final Notes notes;
    private final List<Unparsed> unparsed;

    BuildHooks(PackageTree tree, Notes notes, List<Unparsed> unparsed) {
        this.tree = tree;
        this.notes = notes;
        this.unparsed = unparsed;
    }

    /** Bytes of scripts that nobody here reads. */
    long look() {
        var unread = 0L;
        for (var each : tree.files().entrySet()) {
            var path = each.getKey();
            var script = SCRIPT.matcher(path);
            if (BUILD_FILE.matcher(path).matches()) {
                build(path, each.getValue());
            } else if (script.matches()) {
                hook(
                        path,
                        "PowerShell " + script.group(1).toLowerCase(Locale.ROOT) + ".ps1",
                        "install");
            }
            if (path.toLowerCase(Locale.ROOT).endsWith(".ps1")) {
                unread += each.getValue().length;
                unparsed.add(new Unparsed(path, "PowerShell is not read"));
            }
        }
        return unread;
    }

    private void build(String path, byte[] bytes) {
        Element root;
        try {
            root = SafeXml.read(bytes);
        } catch (IOException e) {
            unparsed.add(new Unparsed(path, "it is run by builds, and " + e.getMessage()));
            hook(path, "a build file that cannot be read", "build");
            return;
        }
        var does = new TreeSet<String>();
        walk(root, does);
        var called = FUNCTION.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (called.find() && does.size() < 50) {
            does.add(called.group().substring(2));
        }
        if (!does.isEmpty()) {
            hook(path, String.join("; ", does), "build");
        } else {
            notes.add(
                    FindingKind.ENTRY_POINT,
                    path,
                    path,
                    null,
                    "imported by builds",
                    Map.of("role", "build", "target", "properties and items of builds"));
        }
    }

    private static void walk(Element of, Set<String> does) {
        for (var each : SafeXml.children(of)) {
            var name = SafeXml.name(each);
            if (RUNNING.contains(name) && does.size() < 50) {
                does.add(described(name, each));
            }
            walk(each, does);
        }
    }

    private static String described(String name, Element task) {
        return switch (name) {
            case "exec" -> "Exec " + Notes.shortened(SafeXml.attribute(task, "Command"));
            case "usingtask" -> {
                var factory = SafeXml.attribute(task, "TaskFactory");
                yield "UsingTask "
                        + SafeXml.attribute(task, "TaskName")
                        + (factory.isEmpty()
                                ? " of "
                                        + SafeXml.attribute(task, "AssemblyFile")
                                        + SafeXml.attribute(task, "AssemblyName")
                                : " written in it (" + factory + ")");
            }
            case "downloadfile" ->
                    "DownloadFile " + Notes.shortened(SafeXml.attribute(task, "SourceUrl"));
            default -> name;
        };
    }

    private void hook(String path, String command, String when) {
        var bytes = tree.files().getOrDefault(path, new byte[0]);
        notes.add(
                FindingKind.INSTALL_HOOK,
                path + ": " + command,
                path,
                null,
                command,
                Map.of(
                        "hook",
                        path,
                        "command",
                        Notes.shortened(command),
                        "when",
                        when,
                        "closure",
                        Map.of(path, Sha256.of(bytes).hex())));
    }
}
