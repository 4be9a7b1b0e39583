package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Analytics: known packages that are imported, and code that calls itself telemetry. */
final class TelemetryFacts implements FactFamily {

    private static final List<String> PACKAGES =
            List.of(
                    "posthog",
                    "@sentry/",
                    "@segment/",
                    "analytics-node",
                    "mixpanel",
                    "amplitude",
                    "@amplitude/",
                    "applicationinsights",
                    "@opentelemetry/exporter",
                    "@opentelemetry/sdk",
                    "@datadog/",
                    "dd-trace",
                    "newrelic",
                    "rudder",
                    "@rudderstack/",
                    "@bugsnag/",
                    "rollbar",
                    "logrocket",
                    "fullstory",
                    "heap-api",
                    "universal-analytics",
                    "@vercel/analytics",
                    "statsig",
                    "launchdarkly",
                    "@highlight-run/",
                    "countly",
                    "plausible",
                    "matomo",
                    "logfire",
                    "@azure/monitor",
                    "raygun",
                    "hotjar",
                    "insight",
                    "@traceloop/",
                    "langfuse");

    /** What Python calls them. */
    private static final List<String> OF_PYTHON =
            List.of(
                    "sentry_sdk",
                    "segment",
                    "analytics",
                    "opentelemetry",
                    "ddtrace",
                    "datadog",
                    "honeycomb",
                    "bugsnag",
                    "scarf",
                    "elasticapm",
                    "openlit",
                    "traceloop");

    private static final List<String> WORDS = List.of("telemetry", "analytics");

    private final Report report;

    TelemetryFacts(Report report) {
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FUNCTION, Kind.CLASS, Kind.CALL, Kind.IMPORT);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        switch (node) {
            case Fn fn when fn == script.top() -> imports(script);
            case Fn fn -> {
                var title = fn.title();
                if (title.length() > 6 && speaksOf(title)) {
                    add(script, fn, title, "function");
                }
            }
            case Cls cls -> {
                if (speaksOf(cls.name())) {
                    add(script, cls, cls.name(), "class");
                }
            }
            default -> required(script, node);
        }
    }

    private void imports(Script script) {
        for (var imported : script.imports()) {
            var sdk = sdk(imported.from().specifier());
            if (sdk != null && imported.local().isEmpty()) {
                add(script, script.top(), sdk, "package");
            }
        }
    }

    private void required(Script script, Node call) {
        var specifier =
                call.is(Kind.IMPORT)
                        ? call.size() > 0 ? call.kid(0) : call
                        : call.size() == 2 && call.kid(0).name().endsWith("require")
                                ? call.kid(1)
                                : call;
        if (specifier.is(Kind.STRING)) {
            var sdk = sdk(specifier.name());
            if (sdk != null) {
                add(script, call, sdk, "package");
            }
        }
    }

    /** The package of usage reports that a specifier names, or null. */
    static @Nullable String sdk(String specifier) {
        var name = Resolver.packageOf(specifier);
        if (name == null) {
            return null;
        }
        if (name.startsWith(PythonLibrary.SCHEME)) {
            var module = name.substring(PythonLibrary.SCHEME.length());
            return isKnown(module, PACKAGES) || isKnown(module, OF_PYTHON) ? module : null;
        }
        return isKnown(name, PACKAGES) ? name : null;
    }

    private static boolean isKnown(String name, List<String> packages) {
        for (var known : packages) {
            if (name.startsWith(known)) {
                return true;
            }
        }
        return false;
    }

    static boolean speaksOf(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (var word : WORDS) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private void add(Script script, Node node, String value, String what) {
        report.add(FindingKind.TELEMETRY, value, Via.PLAIN, script, node, Map.of("what", what));
    }
}
