package dev.assay.registry.policy;

import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one rule. */
final class RuleReader {

    static final String BROKEN_WHEN = "brokenWhen";
    static final String BROKEN_BY = "brokenBy";

    private static final Set<String> KEYS =
            Set.of(
                    "id",
                    "title",
                    "severity",
                    "effect",
                    BROKEN_WHEN,
                    BROKEN_BY,
                    "message",
                    "remedy",
                    "tiers",
                    "controls",
                    "waiver");

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern CONTROL = Pattern.compile("S\\d-\\d{1,3}");
    private static final int LONGEST_ID = 60;
    private static final int LONGEST_WAIVER_DAYS = 365;

    private final YamlFile yaml;
    private final MappingNode node;
    private final YamlFile.Entries rule;

    RuleReader(YamlFile yaml, MappingNode node) {
        this.yaml = yaml;
        this.node = node;
        this.rule = yaml.map(node, yaml.scalar(node, "id"), KEYS);
    }

    /** The rule, or null where too much is missing; problems are told to the file. */
    @Nullable Rule read() {
        var id = id();
        var title = rule.text("title", true);
        var severity = constant("severity", Severity.values());
        var effect = constant("effect", Effect.values());
        var broken = broken();
        var message = rule.text("message", true);
        var remedy = rule.text("remedy", true);
        var waiver = waiver();
        var controls = controls();
        if (id == null
                || title == null
                || severity == null
                || effect == null
                || broken == null
                || message == null
                || remedy == null) {
            return null;
        }
        return new Rule(
                id,
                title,
                severity,
                effect,
                broken,
                message,
                remedy,
                rule.texts("tiers"),
                controls,
                waiver,
                yaml.name(),
                yaml.line(node, "id"));
    }

    private @Nullable String id() {
        var id = rule.text("id", true);
        if (id != null && (!ID.matcher(id).matches() || id.length() > LONGEST_ID)) {
            rule.problem(
                    "id",
                    "'" + id + "' is no id",
                    "Write lower-case words with dashes, at most " + LONGEST_ID + " characters");
            return null;
        }
        return id;
    }

    private Rule.@Nullable Broken broken() {
        var when = rule.text(BROKEN_WHEN, false);
        var by = rule.text(BROKEN_BY, false);
        if (when == null && by == null) {
            rule.problem(
                    "id",
                    "nothing says when it is broken",
                    "Write "
                            + BROKEN_WHEN
                            + ", or "
                            + BROKEN_BY
                            + " with a list of what breaks it");
            return null;
        }
        if (when != null && by != null) {
            rule.problem(
                    BROKEN_BY,
                    "it says twice when it is broken",
                    "Leave out " + BROKEN_WHEN + " or " + BROKEN_BY);
            return null;
        }
        return when == null ? new Rule.Broken.By(String.valueOf(by)) : new Rule.Broken.When(when);
    }

    private List<String> controls() {
        var controls = rule.texts("controls");
        for (var each : controls) {
            if (!CONTROL.matcher(each).matches()) {
                rule.problem(
                        "controls",
                        "'" + each + "' is no row of the control catalogue",
                        "Write source and row, as in S2-97");
            }
        }
        return controls;
    }

    private WaiverTerms waiver() {
        var written = rule.map("waiver", Set.of("mode", "maxDays"));
        if (written == null) {
            return WaiverTerms.NEVER;
        }
        var mode = constant(written, "mode", WaiverTerms.Mode.values());
        var days = written.number("maxDays");
        if (mode == null || mode == WaiverTerms.Mode.NEVER) {
            if (days != null) {
                written.problem("maxDays", "a rule nobody may waive has no days", "Leave it out");
            }
            return WaiverTerms.NEVER;
        }
        if (days == null || days < 1 || days > LONGEST_WAIVER_DAYS) {
            written.problem(
                    "maxDays",
                    "a waiver has to end",
                    "Write the most days one may last, from 1 to " + LONGEST_WAIVER_DAYS);
            return WaiverTerms.NEVER;
        }
        return new WaiverTerms(mode, days);
    }

    private <E extends Enum<E>> @Nullable E constant(String key, E[] constants) {
        return constant(rule, key, constants);
    }

    private static <E extends Enum<E>> @Nullable E constant(
            YamlFile.Entries entries, String key, E[] constants) {
        var word = entries.text(key, true);
        if (word == null) {
            return null;
        }
        for (var each : constants) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        entries.problem(
                key,
                "'" + word + "' is no " + key,
                "Write one of "
                        + Arrays.stream(constants)
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
        return null;
    }
}
