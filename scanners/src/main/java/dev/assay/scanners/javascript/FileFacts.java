package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.KnownPlaces;
import dev.assay.scanners.text.PathClass;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Files that are read, written or removed, by the class of their path. */
final class FileFacts implements FactFamily {

    private static final Map<String, String> OPERATIONS =
            Map.ofEntries(
                    Map.entry("readFile", "read"),
                    Map.entry("createReadStream", "read"),
                    Map.entry("readdir", "list"),
                    Map.entry("opendir", "list"),
                    Map.entry("readJson", "read"),
                    Map.entry("readJSON", "read"),
                    Map.entry("open", "open"),
                    Map.entry("writeFile", "write"),
                    Map.entry("appendFile", "write"),
                    Map.entry("createWriteStream", "write"),
                    Map.entry("outputFile", "write"),
                    Map.entry("outputJson", "write"),
                    Map.entry("writeJson", "write"),
                    Map.entry("writeJSON", "write"),
                    Map.entry("ensureDir", "write"),
                    Map.entry("ensureFile", "write"),
                    Map.entry("mkdir", "write"),
                    Map.entry("mkdtemp", "write"),
                    Map.entry("rename", "write"),
                    Map.entry("copyFile", "write"),
                    Map.entry("cp", "write"),
                    Map.entry("copy", "write"),
                    Map.entry("move", "write"),
                    Map.entry("symlink", "write"),
                    Map.entry("link", "write"),
                    Map.entry("truncate", "write"),
                    Map.entry("chmod", "chmod"),
                    Map.entry("lchmod", "chmod"),
                    Map.entry("chown", "chmod"),
                    Map.entry("unlink", "delete"),
                    Map.entry("rm", "delete"),
                    Map.entry("rmdir", "delete"),
                    Map.entry("remove", "delete"),
                    Map.entry("emptyDir", "delete"),
                    Map.entry("watch", "watch"),
                    Map.entry("watchFile", "watch"));

    /**
     * The same for what the front end of Python says for functions and methods of several modules.
     */
    private static final Map<String, String> OF_PYTHON =
            Map.ofEntries(
                    Map.entry("open", "open"),
                    Map.entry("rename", "write"),
                    Map.entry("copy", "write"),
                    Map.entry("move", "write"),
                    Map.entry("mkdir", "write"),
                    Map.entry("mkdtemp", "write"),
                    Map.entry("symlink", "write"),
                    Map.entry("link", "write"),
                    Map.entry("truncate", "write"),
                    Map.entry("chmod", "chmod"),
                    Map.entry("lchmod", "chmod"),
                    Map.entry("chown", "chmod"),
                    Map.entry("unlink", "delete"),
                    Map.entry("rmdir", "delete"),
                    Map.entry("remove", "delete"),
                    Map.entry("read_text", "read"),
                    Map.entry("read_bytes", "read"),
                    Map.entry("load", "read"),
                    Map.entry("getline", "read"),
                    Map.entry("listdir", "list"),
                    Map.entry("scandir", "list"),
                    Map.entry("walk", "list"),
                    Map.entry("iterdir", "list"),
                    Map.entry("glob", "list"),
                    Map.entry("rglob", "list"),
                    Map.entry("write_text", "write"),
                    Map.entry("write_bytes", "write"),
                    Map.entry("makedirs", "write"),
                    Map.entry("replace", "write"),
                    Map.entry("renames", "write"),
                    Map.entry("copy2", "write"),
                    Map.entry("copytree", "write"),
                    Map.entry("copyfile", "write"),
                    Map.entry("touch", "write"),
                    Map.entry("mkstemp", "write"),
                    Map.entry("NamedTemporaryFile", "write"),
                    Map.entry("make_archive", "write"),
                    Map.entry("unpack_archive", "write"),
                    Map.entry("extractall", "write"),
                    Map.entry("removedirs", "delete"),
                    Map.entry("rmtree", "delete"),
                    Map.entry("fchmod", "chmod"));

    private static final Set<String> MODULES =
            Set.of(
                    "m:fs",
                    "m:fs.promises",
                    "m:fs-extra",
                    "m:graceful-fs",
                    "m:fs-extra.promises",
                    "m:fs-extra/esm",
                    "m:pylib:files");

    private final Evaluator evaluator;
    private final Report report;

    FileFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        if (!callee.is(Kind.IDENT) && !callee.is(Kind.MEMBER) && !callee.is(Kind.INDEX)) {
            return;
        }
        var script = place.script();
        if (callee.is(Kind.MEMBER)
                && !OPERATIONS.containsKey(withoutSync(callee.name()))
                && !(script.isForeign() && OF_PYTHON.containsKey(callee.name()))) {
            return;
        }
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external && used(script, call, external.path())) {
                return;
            }
        }
    }

    private static String withoutSync(String method) {
        return method.endsWith("Sync") ? method.substring(0, method.length() - 4) : method;
    }

    private boolean used(Script script, Node call, String path) {
        var dot = path.lastIndexOf('.');
        if (dot < 0 || !MODULES.contains(path.substring(0, dot))) {
            return false;
        }
        var method = path.substring(dot + 1);
        var operation =
                script.isForeign() ? OF_PYTHON.get(method) : OPERATIONS.get(withoutSync(method));
        if (operation == null) {
            return false;
        }
        if (script.isForeign() && operation.equals("open")) {
            operation = mode(script, call);
        }
        var found = path(script, call);
        var text = found == null ? "" : found.text();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("method", method);
        detail.put("operation", operation);
        var pathClass = PathClass.of(text);
        detail.put("class", pathClass.label());
        if (!text.isEmpty()) {
            var shown = text.replace(String.valueOf(Value.HOLE), "{}");
            detail.put("path", shown.length() > 300 ? shown.substring(0, 300) : shown);
        }
        report.add(
                FindingKind.FS_ACCESS,
                operation + " " + pathClass.label() + " " + method,
                found == null ? Via.PLAIN : found.via(),
                script,
                call,
                detail);
        return true;
    }

    /** What Python's {@code open(path, mode)} is for. */
    private String mode(Script script, Node call) {
        var mode = call.size() > 2 ? evaluator.text(script, call.kid(2)) : null;
        if (mode == null) {
            return call.size() > 2 ? "open" : "read";
        }
        return mode.text().chars().anyMatch(c -> "wax+".indexOf(c) >= 0) ? "write" : "read";
    }

    private @Nullable Text path(Script script, Node call) {
        if (call.size() < 2) {
            return null;
        }
        var best = (Text) null;
        for (var value : evaluator.of(script, call.kid(1))) {
            var text =
                    switch (value) {
                        case Text known -> known;
                        case External external ->
                                place(Places.ofValue(external.path()), script, call);
                        case Env env -> place(KnownPlaces.ofVariable(env.name()), script, call);
                        default -> null;
                    };
            // The most telling of several possible paths.
            if (text != null
                    && (best == null
                            || PathClass.of(text.text()).compareTo(PathClass.of(best.text()))
                                    < 0)) {
                best = text;
            }
        }
        return best;
    }

    private static @Nullable Text place(@Nullable String place, Script script, Node call) {
        return place == null ? null : new Text(place, Via.FOLDED, script, call);
    }
}
