package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What usage reports report: the events by name, in calls of known libraries and of code that calls
 * itself telemetry. Another event goes to the host that the others go to, in the field in which
 * they are named, and says something of the user that was not said before.
 */
final class TelemetryEvents implements FactFamily {

    private static final List<String> NAMES =
            List.of("event", "eventName", "event_name", "name", "type", "action");

    private static final Pattern REPORTER =
            Pattern.compile(
                    "(?:track|capture|report|record|log|send|emit|dispatch|enqueue|queue|push).*",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_WORDS =
            Pattern.compile("(?:track|capture)|.*event.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern EVENT = Pattern.compile("[\\w$][\\w .:/$-]{1,79}");

    private final Map<String, Boolean> reporters = new HashMap<>();
    private final Evaluator evaluator;
    private final Report report;

    TelemetryEvents(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    /** Asked of every call, and names are far fewer than calls. */
    private boolean isReporter(String name) {
        var known = reporters.get(name);
        if (known == null) {
            known = REPORTER.matcher(name).matches();
            reporters.put(name, known);
        }
        return known;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        if (call.size() < 2
                || !(callee.is(Kind.IDENT) || callee.is(Kind.MEMBER))
                || !isReporter(callee.name())) {
            return;
        }
        var script = place.script();
        if (!isTelemetry(script, call, callee)) {
            return;
        }
        var event = event(script, call, callee);
        if (event != null && EVENT.matcher(event.text()).matches()) {
            report.add(
                    FindingKind.TELEMETRY,
                    event.text(),
                    event.via(),
                    script,
                    call,
                    Map.of("what", "event"));
        }
    }

    private @Nullable Text event(Script script, Node call, Node callee) {
        for (var index = 1; index < call.size() && index < 3; index++) {
            var argument = call.kid(index);
            if (argument.is(Kind.OBJECT)) {
                for (var name : NAMES) {
                    var value = Keys.value(argument, name);
                    var text = value == null ? null : evaluator.text(script, value);
                    if (text != null) {
                        return text;
                    }
                }
            } else if (index == 1
                    && OF_WORDS.matcher(callee.name()).matches()
                    && !(argument instanceof Fn)) {
                var text = evaluator.text(script, argument);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    /** In a file or a function that calls itself so, or by a library that is made for it. */
    private boolean isTelemetry(Script script, Node call, Node callee) {
        if (TelemetryFacts.speaksOf(callee.name())
                || TelemetryFacts.speaksOf(
                        script.file().substring(script.file().lastIndexOf('/') + 1))
                || TelemetryFacts.speaksOf(script.top().at(call.start()).title())) {
            return true;
        }
        if (callee.is(Kind.MEMBER)) {
            return TelemetryFacts.speaksOf(callee.kid(0).name())
                    || isLibrary(script, callee.kid(0));
        }
        return callee instanceof Ident ident
                && ident.binding() != null
                && isLibrary(script, callee);
    }

    private boolean isLibrary(Script script, Node receiver) {
        for (var value : evaluator.of(script, receiver)) {
            if (value instanceof External external
                    && external.isPackage()
                    && TelemetryFacts.sdk(external.root()) != null) {
                return true;
            }
        }
        return false;
    }
}
