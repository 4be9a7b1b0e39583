package dev.assay.scanners.finding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way by which running code comes to a place: from a tool, or from where the package starts, by
 * calls. It is the shortest that could be followed, and there may be others. Where none could be
 * followed, that is said, and no path is made up.
 *
 * @param from where it begins
 * @param name what that is called, such as the name of the tool; may be empty
 * @param steps the functions on the way, in the order in which they run, at most {@value
 *     #MOST_STEPS}; the last is the one that the place stands in
 * @param omitted how many steps were left out after the first {@value #FIRST_STEPS}
 * @param end what is called there, such as {@code fetch}; may be empty
 * @param missing why there is no path; empty where there is one
 */
public record CallPath(
        Start from, String name, List<Step> steps, int omitted, String end, String missing) {

    /** The detail of a fact and of a finding that holds it. */
    public static final String KEY = "callPath";

    public static final int MOST_STEPS = 10;
    public static final int FIRST_STEPS = 4;

    private static final int LONGEST = 80;

    /** The kinds of facts that say what running code does. */
    private static final Set<FindingKind> DOING =
            EnumSet.of(
                    FindingKind.OUTBOUND_DOMAIN,
                    FindingKind.NETWORK_CALL,
                    FindingKind.DNS_LOOKUP,
                    FindingKind.LISTENER,
                    FindingKind.PAYLOAD_FIELD,
                    FindingKind.CONSTANT_RECIPIENT,
                    FindingKind.SECRET_FLOW,
                    FindingKind.PROCESS_SPAWN,
                    FindingKind.DYNAMIC_CODE,
                    FindingKind.ENV_ACCESS,
                    FindingKind.FS_ACCESS,
                    FindingKind.TELEMETRY,
                    FindingKind.TLS_PINNING);

    /**
     * Whether a fact says what running code does, so that a path to it is looked for.
     *
     * @param detail of the fact
     */
    public static boolean isFor(FindingKind kind, Map<String, Object> detail) {
        return DOING.contains(kind) && !Boolean.FALSE.equals(detail.get("contacted"));
    }

    /** Where a path begins. */
    public enum Start {
        TOOL("tool"),
        PROMPT("prompt"),
        RESOURCE("resource"),
        START_UP("start-up"),
        /** Functions that the package offers to whoever imports it. */
        IMPORT("import"),
        NOWHERE("");

        private final String word;

        Start(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Start of(String word) {
            for (var start : values()) {
                if (start.word.equals(word)) {
                    return start;
                }
            }
            return NOWHERE;
        }
    }

    /**
     * One function on the way.
     *
     * @param function its name; empty for the top level of a file and where it has none
     * @param line where in it the way goes on, from 1; 0 where that is not known
     * @param sure whether it is known to be called from the step before; else it is the function
     *     that is most likely meant there
     */
    public record Step(String function, String file, int line, boolean sure) {

        /** {@code sendMail (lib/mail.js:12)}, or the place alone. */
        public String text() {
            var place = line > 0 ? file + ":" + line : file;
            var named = function.isEmpty() ? place : function + " (" + place + ")";
            return sure ? named : "probably " + named;
        }
    }

    public CallPath {
        steps = List.copyOf(steps);
        name = cut(name);
        end = cut(end);
    }

    /** A path, of which so much is kept as is read. */
    public static CallPath of(Start from, String name, List<Step> steps, String end) {
        if (steps.size() <= MOST_STEPS) {
            return new CallPath(from, name, steps, 0, end, "");
        }
        var kept = new ArrayList<>(steps.subList(0, FIRST_STEPS));
        kept.addAll(steps.subList(steps.size() - (MOST_STEPS - FIRST_STEPS), steps.size()));
        return new CallPath(from, name, kept, steps.size() - MOST_STEPS, end, "");
    }

    /** No path, and why. */
    public static CallPath notFound(String why) {
        return new CallPath(Start.NOWHERE, "", List.of(), 0, "", why);
    }

    public boolean isFound() {
        return missing.isEmpty();
    }

    /** {@code tool send_email}, {@code start-up (bin mail)}. */
    public String beginning() {
        if (name.isEmpty()) {
            return switch (from) {
                case TOOL -> "any tool call";
                case IMPORT -> "whoever imports it";
                default -> from.word();
            };
        }
        return switch (from) {
            case START_UP, IMPORT -> from.word() + " (" + name + ")";
            default -> from.word() + " " + name;
        };
    }

    /** All of it in one line. */
    public String text() {
        if (!isFound()) {
            return "path not found: " + missing;
        }
        var text = new StringBuilder(beginning());
        for (var index = 0; index < steps.size(); index++) {
            if (omitted > 0 && index == FIRST_STEPS) {
                text.append(" → … ").append(omitted).append(" more …");
            }
            text.append(" → ").append(steps.get(index).text());
        }
        return end.isEmpty() ? text.toString() : text.append(" → ").append(end).toString();
    }

    /** The same with a word of what it is. */
    public String sentence() {
        return isFound() ? "path: " + text() : text();
    }

    /** As a JSON value. */
    public Map<String, Object> toDetail() {
        var detail = new LinkedHashMap<String, Object>();
        if (!isFound()) {
            detail.put("missing", missing);
            return detail;
        }
        detail.put("from", from.word());
        detail.put("name", name);
        detail.put("steps", steps.stream().map(CallPath::toDetail).toList());
        if (omitted > 0) {
            detail.put("omitted", omitted);
        }
        if (!end.isEmpty()) {
            detail.put("end", end);
        }
        return detail;
    }

    private static Map<String, Object> toDetail(Step step) {
        var detail = new LinkedHashMap<String, Object>();
        if (!step.function().isEmpty()) {
            detail.put("function", cut(step.function()));
        }
        detail.put("file", step.file());
        detail.put("line", step.line());
        if (!step.sure()) {
            detail.put("probably", true);
        }
        return detail;
    }

    /** What a fact or a finding says of its path; null where it is of no kind that has one. */
    public static @Nullable CallPath in(Map<String, Object> detail) {
        if (!(detail.get(KEY) instanceof Map<?, ?> path)) {
            return null;
        }
        if (path.get("missing") instanceof String why) {
            return notFound(why);
        }
        var steps = new ArrayList<Step>();
        if (path.get("steps") instanceof List<?> list) {
            for (var each : list) {
                if (each instanceof Map<?, ?> step) {
                    steps.add(
                            new Step(
                                    text(step, "function"),
                                    text(step, "file"),
                                    number(step, "line"),
                                    !Boolean.TRUE.equals(step.get("probably"))));
                }
            }
        }
        return new CallPath(
                Start.of(text(path, "from")),
                text(path, "name"),
                steps,
                number(path, "omitted"),
                text(path, "end"),
                "");
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private static int number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.intValue() : 0;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
