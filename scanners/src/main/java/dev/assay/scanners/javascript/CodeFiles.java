package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.profile.Coverage.Unparsed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The code of a package: what is JavaScript by its name, its first line, or because code loads it;
 * read, and followed from the roots.
 */
final class CodeFiles {

    private static final String AMBIGUOUS = "";

    private final SortedMap<String, byte[]> files;
    private final List<FrontEnd> languages;
    private final Resolver resolver;
    private final Reader reader;
    private final long linkedBytes;
    private long keptBytes;
    private final SortedMap<String, Script> scripts = new TreeMap<>();
    private final Map<String, References> references = new TreeMap<>();
    private final List<Unparsed> unparsed = new ArrayList<>();
    private final Set<String> code = new TreeSet<>();
    private final Set<String> reachable = new TreeSet<>();
    private final Set<String> packages = new TreeSet<>();
    private final Set<String> reachedPackages = new TreeSet<>();
    private final StartUp startUp;
    private final Map<String, String> byName = new HashMap<>();

    CodeFiles(
            SortedMap<String, byte[]> files,
            AnalysisLimits limits,
            Map<String, String> roots,
            List<FrontEnd> languages,
            ReadScripts known) {
        this.files = files;
        this.languages = languages;
        this.resolver = new Resolver(files, languages);
        this.reader = new Reader(limits, files, languages, known);
        this.linkedBytes = limits.linkedBytes();
        var started = new TreeMap<String, String>();
        roots.forEach(
                (root, by) -> {
                    var file = resolver.file(root);
                    if (file != null) {
                        started.putIfAbsent(file, by);
                    }
                });
        this.startUp = new StartUp(started, files);
        var rootFiles = started.keySet();
        var pending = new TreeSet<String>();
        for (var name : files.keySet()) {
            if (isCode(name, files.get(name))) {
                pending.add(name);
            }
        }
        for (var root : rootFiles) {
            if (mayBeCode(root)) {
                pending.add(root);
            }
        }
        while (!pending.isEmpty()) {
            read(new ArrayList<>(pending));
            pending = imported();
        }
        reach(rootFiles);
    }

    Resolver resolver() {
        return resolver;
    }

    Map<String, byte[]> all() {
        return files;
    }

    List<Unparsed> unparsed() {
        return unparsed;
    }

    Set<String> reachable() {
        return reachable;
    }

    Set<String> importedPackages() {
        return packages;
    }

    Set<String> reachedPackages() {
        return reachedPackages;
    }

    /** How files come to be loaded. */
    StartUp startUp() {
        return startUp;
    }

    long codeBytes() {
        return code.stream().mapToLong(this::size).sum();
    }

    long size(String file) {
        return files.getOrDefault(file, new byte[0]).length;
    }

    /**
     * The names of parsed files in groups that are linked: one group unless the package is large.
     */
    List<List<String>> parts() {
        var ordered = new ArrayList<String>();
        references.keySet().stream().filter(reachable::contains).forEach(ordered::add);
        references.keySet().stream()
                .filter(file -> !reachable.contains(file))
                .forEach(ordered::add);
        var parts = new ArrayList<List<String>>();
        var part = new ArrayList<String>();
        var size = 0L;
        for (var file : ordered) {
            if (size + size(file) > linkedBytes && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                size = 0;
            }
            part.add(file);
            size += size(file);
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    /** The scripts of a part; they are not kept here any longer. */
    List<Script> take(List<String> part) {
        var taken = new ArrayList<Script>(part.size());
        for (var file : part) {
            var kept = scripts.remove(file);
            if (kept != null) {
                taken.add(kept);
                continue;
            }
            // Let go of for its size while the others were read.
            reader.read(
                    List.of(file),
                    outcome -> {
                        switch (outcome) {
                            case Reader.Outcome.Read(var script) -> taken.add(script);
                            case Reader.Outcome.Unread(var name, var why) ->
                                    unparsed.add(new Unparsed(name, why));
                        }
                    });
        }
        return taken;
    }

    private void read(List<String> names) {
        var readable = new ArrayList<String>(names.size());
        for (var name : names) {
            code.add(name);
            if (isTypeScript(name)) {
                unparsed.add(new Unparsed(name, "TypeScript, which is not parsed"));
            } else {
                readable.add(name);
            }
        }
        reader.read(readable, this::note);
    }

    private void note(Reader.Outcome outcome) {
        switch (outcome) {
            case Reader.Outcome.Read(var script) -> {
                references.put(script.file(), References.of(script));
                if (keptBytes + size(script.file()) <= linkedBytes) {
                    scripts.put(script.file(), script);
                    keptBytes += size(script.file());
                }
            }
            case Reader.Outcome.Unread(var file, var reason) ->
                    unparsed.add(new Unparsed(file, reason));
        }
    }

    /** Files that code imports and that were not taken for code so far. */
    private TreeSet<String> imported() {
        var found = new TreeSet<String>();
        references.forEach(
                (file, refers) -> {
                    for (var specifier : refers.specifiers()) {
                        var target = resolver.resolve(file, specifier);
                        if (target != null
                                && !code.contains(target)
                                && (mayBeCode(target)
                                        || refers.required().contains(specifier)
                                                && isRunByRequire(target))) {
                            found.add(target);
                        }
                    }
                    for (var path : refers.run()) {
                        var target = named(file, path);
                        if (target != null && !code.contains(target) && isRunByRequire(target)) {
                            found.add(target);
                        }
                    }
                });
        return found;
    }

    private void reach(Set<String> roots) {
        var queue = new ArrayDeque<>(roots);
        var seen = new HashSet<>(roots);
        reachable.addAll(roots);
        references
                .values()
                .forEach(refers -> refers.specifiers().forEach(name -> addPackage(name, packages)));
        while (!queue.isEmpty()) {
            var file = queue.poll();
            var refers = references.get(file);
            if (refers == null) {
                continue;
            }
            refers.specifiers().forEach(name -> addPackage(name, reachedPackages));
            targets(file, refers)
                    .forEach(
                            (target, specifier) -> {
                                startUp.loads(file, specifier, target);
                                if (seen.add(target)) {
                                    reachable.add(target);
                                    queue.add(target);
                                }
                            });
        }
    }

    private static void addPackage(String specifier, Set<String> to) {
        var name = Resolver.packageOf(specifier);
        if (name != null) {
            to.add(name);
        }
    }

    /** The files that a file loads, each with what it says to load it. */
    private SortedMap<String, String> targets(String file, References refers) {
        var targets = new TreeMap<String, String>();
        for (var specifier : refers.specifiers()) {
            var target = resolver.resolve(file, specifier);
            if (target != null) {
                targets.putIfAbsent(target, specifier);
            }
        }
        for (var path : refers.paths()) {
            addNamed(file, path, targets);
        }
        for (var path : refers.run()) {
            addNamed(file, path, targets);
        }
        for (var folder : refers.folders()) {
            addListed(file, folder, targets);
        }
        return targets;
    }

    /** The code that is directly in a folder, and what stands for the folders in it. */
    private void addListed(String file, String folder, Map<String, String> targets) {
        var slash = file.lastIndexOf('/');
        var start = slash < 0 ? folder : file.substring(0, slash + 1) + folder;
        var within = Resolver.normal(start);
        var prefix = within.isEmpty() ? "" : within + "/";
        for (var listed : references.keySet()) {
            if (listed.startsWith(prefix) && !listed.equals(file)) {
                var rest = listed.substring(prefix.length());
                var deeper = rest.indexOf('/');
                if (deeper < 0 || rest.startsWith("index.", deeper + 1)) {
                    targets.putIfAbsent(listed, folder);
                }
            }
        }
    }

    private void addNamed(String file, String path, Map<String, String> targets) {
        var target = named(file, path);
        if (target != null) {
            targets.putIfAbsent(target, path);
        }
    }

    /** A literal that names a file of the package is taken for a file that is run or read. */
    private @Nullable String named(String file, String path) {
        var relative = path.startsWith(".") ? path : "./" + path;
        var target = resolver.resolve(file, relative);
        if (target == null) {
            target = resolver.file(path);
        }
        if (target == null) {
            target = onlyFileNamed(Resolver.normal(path));
        }
        return target != null && files.containsKey(target) ? target : null;
    }

    /** Code puts paths together from parts; a name that only one file has is enough. */
    private @Nullable String onlyFileNamed(String ending) {
        if (byName.isEmpty()) {
            for (var file : code) {
                byName.merge(lastName(file), file, (one, other) -> AMBIGUOUS);
            }
        }
        var found = byName.get(lastName(ending));
        return found == null || !found.endsWith("/" + ending) ? null : found;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private boolean isCode(String name, byte[] bytes) {
        if (!languages.isEmpty()) {
            return FrontEnd.of(languages, name, bytes) != null;
        }
        if (name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".cjs")) {
            return true;
        }
        // A source that is shipped beside its output: Node loads TypeScript from an installed
        // package
        // nowhere, and what a bin or hook hands to another runtime is a root.
        return !isTypeScript(name)
                && bytes.length > 10
                && bytes[0] == '#'
                && bytes[1] == '!'
                && firstLine(bytes).contains("node");
    }

    private static String firstLine(byte[] bytes) {
        var line = new StringBuilder();
        for (var at = 0; at < bytes.length && at < 120 && bytes[at] != '\n'; at++) {
            line.append((char) (bytes[at] & 0x7f));
        }
        return line.toString();
    }

    private static boolean mayBeCode(String name) {
        return !name.endsWith(".json")
                && !name.endsWith(".node")
                && !name.endsWith(".wasm")
                && !name.endsWith(".d.ts")
                && !name.endsWith(".d.cts")
                && !name.endsWith(".d.mts")
                && !name.endsWith(".css")
                && !name.endsWith(".html")
                && !name.endsWith(".md")
                && !name.endsWith(".map");
    }

    /** Node has readers of its own for these; all else it takes for JavaScript. */
    private static boolean isRunByRequire(String name) {
        return !name.endsWith(".json") && !name.endsWith(".node") && !name.endsWith(".wasm");
    }

    private static boolean isTypeScript(String name) {
        return name.endsWith(".ts")
                || name.endsWith(".tsx")
                || name.endsWith(".mts")
                || name.endsWith(".cts");
    }
}
