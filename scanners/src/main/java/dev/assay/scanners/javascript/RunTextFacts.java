package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.Map;
import java.util.Set;

/**
 * Text that another thread or process runs as code: {@code new Worker(text, {eval: true})}, workers
 * of {@code data:} and {@code blob:}, {@code node -e}.
 */
final class RunTextFacts implements FactFamily {

    private static final Set<String> FLAGS = Set.of("-e", "--eval", "-p", "--print", "-pe");

    private final Evaluator evaluator;
    private final Report report;

    RunTextFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        if (call.size() < 2) {
            return;
        }
        var name = call.kid(0).name();
        if (call.is(Kind.NEW)) {
            if (name.endsWith("Worker") || call.kid(0).is(Kind.IDENT)) {
                worker(place.script(), call);
            }
        } else if (call.size() > 2 && (name.startsWith("spawn") || name.startsWith("execFile"))) {
            node(place.script(), call);
        }
    }

    private void worker(Script script, Node call) {
        for (var value : evaluator.of(script, call.kid(0))) {
            if (value instanceof External external && isWorker(external.path())) {
                if (isEval(script, call)) {
                    add(script, call, "Worker eval", Via.PLAIN);
                    for (var text : evaluator.texts(script, call.kid(1))) {
                        RunCode.contacted(report, text, "Worker", script, call);
                    }
                }
                for (var text : evaluator.texts(script, call.kid(1))) {
                    if (text.text().startsWith("data:") || text.text().startsWith("blob:")) {
                        var scheme = text.text().substring(0, 5);
                        add(script, call, "Worker " + scheme, text.via());
                        RunCode.contacted(report, text, "Worker", script, call);
                    }
                }
                return;
            }
        }
    }

    private static boolean isWorker(String path) {
        return switch (path) {
            case "g:Worker", "g:SharedWorker", "m:worker_threads.Worker" -> true;
            default -> false;
        };
    }

    private boolean isEval(Script script, Node call) {
        if (call.size() < 3) {
            return false;
        }
        for (var value : evaluator.of(script, call.kid(2))) {
            if (value instanceof Value.Obj obj) {
                for (var property : obj.node().kids()) {
                    if (property.is(Kind.PROPERTY) && property.isNamed("eval")) {
                        return !property.kid(0).isNamed("false");
                    }
                }
            }
        }
        return false;
    }

    private void node(Script script, Node call) {
        var program = program(script, call.kid(1));
        if (!program.equals("node") && !program.endsWith("/node") && !program.equals("node.exe")) {
            return;
        }
        for (var value : evaluator.of(script, call.kid(2))) {
            if (value instanceof Arr arr) {
                for (var kid : arr.node().kids()) {
                    var flag = kid.is(Kind.STRING) ? kid.name() : "";
                    if (FLAGS.contains(flag)) {
                        add(script, call, "node -e", Via.PLAIN);
                        return;
                    }
                }
            }
        }
    }

    private String program(Script script, Node node) {
        for (var value : evaluator.of(script, node)) {
            switch (value) {
                case Text text -> {
                    return text.text();
                }
                case External external -> {
                    var place = Places.ofValue(external.path());
                    if (place != null) {
                        return place;
                    }
                }
                default -> {}
            }
        }
        return "";
    }

    private void add(Script script, Node call, String what, Via via) {
        report.add(FindingKind.DYNAMIC_CODE, what, via, script, call, Map.of("sink", "worker"));
    }
}
