package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.KnownPlaces;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Code from elsewhere: an answer of a server that is written to a file which the package also runs
 * or loads, or to the package's own files (signals CAP-SELF-UPDATE).
 */
final class DownloadFacts implements FactFamily {

    private static final Set<String> WRITERS =
            Set.of(
                    "writeFile",
                    "writeFileSync",
                    "appendFile",
                    "appendFileSync",
                    "outputFile",
                    "pipe",
                    "pipeline");

    private static final Set<String> RUNNERS =
            Set.of(
                    "spawn",
                    "spawnSync",
                    "exec",
                    "execSync",
                    "execFile",
                    "execFileSync",
                    "fork",
                    "require",
                    "Worker",
                    "execa",
                    "dlopen",
                    "chmod",
                    "chmodSync");

    private final Evaluator evaluator;
    private final Sources sources;
    private final Report report;

    /** Where answers are written to, and what is run, by path, whichever is met first. */
    private final Map<String, Site> written = new HashMap<>();

    private final Map<String, Site> run = new HashMap<>();

    private record Site(Script script, Node node, String from) {}

    DownloadFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.sources = new Sources(evaluator);
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW, Kind.IMPORT);
    }

    @Override
    public void look(Place place, Node call) {
        if (call.is(Kind.IMPORT)) {
            if (call.size() > 0 && !call.kid(0).is(Kind.STRING)) {
                runs(place.script(), call, call.kid(0));
            } else if (call.size() > 0 && call.kid(0).name().startsWith("/")) {
                runs(place.script(), call, call.kid(0));
            }
            return;
        }
        var callee = call.kid(0);
        var name = callee.name();
        if (call.size() > 1 && RUNNERS.contains(name) && !call.kid(1).is(Kind.FUNCTION)) {
            runs(place.script(), call, call.kid(1));
        } else if (call.size() > 1 && WRITERS.contains(name)) {
            writes(place.script(), call, callee);
        }
    }

    private void writes(Script script, Node call, Node callee) {
        if (callee.isNamed("pipe") || callee.isNamed("pipeline")) {
            piped(script, call, callee);
        } else if (call.size() > 2) {
            for (var value : evaluator.of(script, callee)) {
                if (value instanceof External external && external.path().startsWith("m:fs")) {
                    var flow = sources.of(script, call.kid(2));
                    if (flow.has("response")) {
                        writesTo(script, call, call.kid(1), flow);
                    }
                    return;
                }
            }
        }
    }

    /**
     * {@code answer.pipe(fs.createWriteStream(path))}, {@code pipeline(body,
     * createWriteStream(path))}.
     */
    private void piped(Script script, Node call, Node callee) {
        for (var index = 1; index < call.size(); index++) {
            for (var value : evaluator.of(script, call.kid(index))) {
                if (value instanceof External(var path, var where, var made)
                        && path.equals("m:fs.createWriteStream()")
                        && made != null
                        && where != null
                        && made.size() > 1) {
                    var flow =
                            sources.of(
                                    script, callee.isNamed("pipe") ? callee.kid(0) : call.kid(1));
                    if (flow.has("response")) {
                        writesTo(where, call, made.kid(1), flow);
                    }
                }
            }
        }
    }

    private void writesTo(Script script, Node call, Node path, Sources.Flow flow) {
        var from = String.join(", ", flow.others());
        for (var text : evaluator.texts(script, path)) {
            var site = new Site(script, call, from);
            if (isOwnCode(text)) {
                found(text.text(), site, site);
                continue;
            }
            written.putIfAbsent(text.text(), site);
            var runner = run.get(text.text());
            if (runner != null) {
                found(text.text(), site, runner);
            }
        }
    }

    private void runs(Script script, Node call, Node what) {
        for (var text : evaluator.texts(script, what)) {
            var path = text.text();
            if (path.indexOf('/') < 0) {
                continue;
            }
            var space = path.indexOf(' ');
            var file = space > 0 && path.charAt(0) != '"' ? path.substring(0, space) : path;
            run.putIfAbsent(file, new Site(script, call, ""));
            var download = written.get(file);
            if (download != null) {
                found(file, download, new Site(script, call, ""));
            }
        }
    }

    private static boolean isOwnCode(Text path) {
        var text = path.text();
        return text.startsWith(KnownPlaces.PACKAGE)
                && (text.endsWith("/file")
                        || text.endsWith(".js")
                        || text.endsWith(".mjs")
                        || text.endsWith(".cjs"));
    }

    private void found(String path, Site download, Site runner) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("sink", "download");
        detail.put("path", path.replace(String.valueOf(Value.HOLE), "{}"));
        detail.put("from", download.from());
        detail.put("runFile", runner.script().file());
        detail.put("runLine", runner.script().line(runner.node().focus()));
        report.add(
                FindingKind.DYNAMIC_CODE,
                "download",
                Via.PLAIN,
                download.script(),
                download.node(),
                detail);
    }
}
