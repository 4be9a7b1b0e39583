package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditFilter;
import dev.assay.inventory.audit.AuditOutcome;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What somebody wrote to find events, as it stands in an address. What is empty asks for nothing.
 *
 * @param actor a login
 * @param server a package, as {@code npm:@scope/name} or a package URL; with a version it means
 *     that release alone
 * @param subject exactly what it was done to
 * @param tool the name of a tool that the server has, or that was granted
 * @param system the name of a business system that the server reaches
 * @param action an action, {@code release.approved}, or its kind, {@code release}
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param from the first day, or moment
 * @param to the last day, which counts whole, or the moment after the last
 */
public record AuditQuery(
        String actor,
        String server,
        String subject,
        String tool,
        String system,
        String action,
        String outcome,
        String from,
        String to) {

    private static final Pattern ACTION = Pattern.compile("[a-z-]{1,30}(\\.[a-z-]{1,30})?");
    private static final int MOST = 1000;

    /** What a query comes to. */
    public sealed interface Parsed {

        record Understood(AuditFilter filter) implements Parsed {}

        /**
         * @param problems why, by the name of the part
         */
        record Unclear(Map<String, String> problems) implements Parsed {}
    }

    public static AuditQuery of(Map<String, String> parameters) {
        return new AuditQuery(
                part(parameters, "actor"),
                part(parameters, "server"),
                part(parameters, "subject"),
                part(parameters, "tool"),
                part(parameters, "system"),
                part(parameters, "action"),
                part(parameters, "outcome"),
                part(parameters, "from"),
                part(parameters, "to"));
    }

    /** The parts that ask for something, in the order of an address. */
    public Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("actor", actor);
        parts.put("server", server);
        parts.put("subject", subject);
        parts.put("tool", tool);
        parts.put("system", system);
        parts.put("action", action);
        parts.put("outcome", outcome);
        parts.put("from", from);
        parts.put("to", to);
        parts.values().removeIf(String::isEmpty);
        return parts;
    }

    /** Those parts for the audit trail, where a login is marked as one. */
    Map<String, String> onTrail() {
        var parts = parts();
        parts.computeIfPresent("actor", (name, value) -> marked(value));
        parts.computeIfPresent("subject", (name, value) -> marked(value));
        return parts;
    }

    /** What may be a login; what is too long for one, or empty, is none. */
    static String marked(String word) {
        return word.isEmpty() || word.length() > 100 ? word : AuditPeople.mark(word);
    }

    /** All problems at once, or the filter. */
    public Parsed parse() {
        var problems = new LinkedHashMap<String, String>();
        parts().forEach(
                        (name, value) -> {
                            if (value.length() > MOST) {
                                problems.put(name, "at most " + MOST + " characters");
                            }
                        });
        if (!problems.isEmpty()) {
            return new Parsed.Unclear(problems);
        }
        var asked = server(problems);
        var release = asked != null && asked.version() != null ? asked.toString() : null;
        if (release != null && !subject.isEmpty() && !subject.equals(release)) {
            problems.put(
                    "subject",
                    "the server names the release " + release + "; leave one of them out");
        }
        if (!action.isEmpty() && !ACTION.matcher(action).matches()) {
            problems.put(
                    "action", "'" + action + "' is no action; write release.approved, or release");
        }
        var how = outcome(problems);
        var since = moment("from", from, false, problems);
        var until = moment("to", to, true, problems);
        if (since != null && until != null && !since.isBefore(until)) {
            problems.put("to", "it lies before 'from'");
        }
        return problems.isEmpty()
                ? new Parsed.Understood(
                        new AuditFilter(
                                orNull(actor),
                                asked == null || release != null ? null : asked.toString(),
                                release == null ? orNull(subject) : release,
                                orNull(tool),
                                orNull(system),
                                orNull(action),
                                how,
                                since,
                                until))
                : new Parsed.Unclear(problems);
    }

    private @Nullable Purl server(Map<String, String> problems) {
        if (server.isEmpty()) {
            return null;
        }
        try {
            return Purl.parse(server);
        } catch (IllegalArgumentException e) {
            problems.put("server", "'" + server + "' is no package; write npm:@scope/name");
            return null;
        }
    }

    private @Nullable AuditOutcome outcome(Map<String, String> problems) {
        if (outcome.isEmpty()) {
            return null;
        }
        for (var each : AuditOutcome.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(outcome)) {
                return each;
            }
        }
        problems.put("outcome", "'" + outcome + "' is none of done, refused, failed");
        return null;
    }

    private static @Nullable Instant moment(
            String name, String written, boolean end, Map<String, String> problems) {
        if (written.isEmpty()) {
            return null;
        }
        try {
            if (written.length() > 10) {
                return Instant.parse(written);
            }
            var day = LocalDate.parse(written);
            if (day.getYear() < 1 || day.getYear() > 9998) {
                throw new DateTimeException("no year of ours");
            }
            return (end ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            problems.put(
                    name,
                    "'" + written + "' is no time; write 2026-12-31, or 2026-12-31T08:00:00Z");
            return null;
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String part(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "").strip();
    }
}
