package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.hiddentext.Confusables;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tools that get in the way of tools of other servers (signals MCP-SHADOW). A model sees the tools
 * of all servers that a client has started side by side, so that one server's text can steer how
 * another's tools are used. Only who knows all approved servers can see it.
 */
public final class ToolShadowing {

    /**
     * The tools of another server.
     *
     * @param server its name, for people
     * @param tools what its tools are called
     */
    public record Others(String server, List<String> tools) {
        public Others {
            tools = List.copyOf(tools);
        }
    }

    /** Shorter names, and names of one common word, stand in any text. */
    private static final int SHORTEST = 6;

    /** Words of a text, as names of tools are written. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+)+");

    private static final Pattern STEERS =
            Pattern.compile(
                    "\\b(before|after|instead of|rather than|whenever|when(?:ever)? you (?:call|use)"
                            + "|do not use|don't use|never use|always (?:call|use)|must (?:call|use)"
                            + "|replaces?|overrides?|deprecated)\\b",
                    Pattern.CASE_INSENSITIVE);

    private ToolShadowing() {}

    /** The names of a server's tools. */
    public static List<String> tools(Profile profile) {
        return profile.facts().stream()
                .filter(fact -> fact.kind() == FindingKind.TOOL_ADDED && fact.reachable())
                .map(Fact::value)
                .distinct()
                .toList();
    }

    /**
     * A release's delta with what its tools do to those of other servers.
     *
     * @param before the approved version; what it said already was decided on then. Null where
     *     there is none
     */
    public static Delta compared(
            Delta delta, @Nullable Profile before, Profile now, List<Others> others) {
        var byName = new HashMap<String, String>();
        var byLook = new HashMap<String, String>();
        for (var other : others) {
            for (var tool : other.tools()) {
                byName.putIfAbsent(tool, other.server());
                byLook.putIfAbsent(look(tool), tool);
            }
        }
        // A text that names a tool of its own server means that one.
        var foreign = new HashMap<>(byName);
        tools(now).forEach(foreign::remove);
        var findings = new ArrayList<Finding>();
        for (var fact : fresh(before, now)) {
            named(fact, byName, byLook, findings);
            mentions(fact, foreign, findings);
        }
        return Deltas.with(delta, findings);
    }

    /** Tools, prompts and instructions that the approved version does not have word for word. */
    private static List<Fact> fresh(@Nullable Profile before, Profile now) {
        var known = new LinkedHashMap<String, Boolean>();
        if (before != null) {
            before.facts().forEach(fact -> known.put(said(fact), true));
        }
        return now.facts().stream()
                .filter(fact -> isModelText(fact.kind()) && !known.containsKey(said(fact)))
                .toList();
    }

    private static boolean isModelText(FindingKind kind) {
        return switch (kind) {
            case TOOL_ADDED, PROMPT_CHANGED, RESOURCE_CHANGED, INSTRUCTIONS_CHANGED -> true;
            default -> false;
        };
    }

    private static String said(Fact fact) {
        return fact.kind() + "\u0000" + fact.value() + "\u0000" + text(fact);
    }

    private static String text(Fact fact) {
        var text = fact.detail().get("description");
        return String.valueOf(text == null ? fact.detail().getOrDefault("text", "") : text);
    }

    private static void named(
            Fact fact, Map<String, String> byName, Map<String, String> byLook, List<Finding> into) {
        if (fact.kind() != FindingKind.TOOL_ADDED) {
            return;
        }
        var name = fact.value();
        var server = byName.get(name);
        if (server != null) {
            var words = "The tool " + name + " has the name of a tool of " + server;
            into.add(finding(fact, Severity.LOW, name, "name", words, server, name));
            return;
        }
        var alike = byLook.get(look(name));
        if (alike != null) {
            var owner = String.valueOf(byName.get(alike));
            var words =
                    "The tool " + name + " can be mistaken for the tool " + alike + " of " + owner;
            into.add(finding(fact, Severity.HIGH, name, "look", words, owner, alike));
        }
    }

    private static void mentions(Fact fact, Map<String, String> byName, List<Finding> into) {
        var text = text(fact);
        var matcher = NAME.matcher(text);
        while (matcher.find()) {
            var name = matcher.group();
            var server = name.length() < SHORTEST ? null : byName.get(name);
            if (server != null) {
                var steers = STEERS.matcher(text).find();
                var words =
                        subject(fact)
                                + (steers ? " says how to use the tool " : " names the tool ")
                                + name
                                + " of "
                                + server;
                var severity = steers ? Severity.HIGH : Severity.MEDIUM;
                into.add(finding(fact, severity, fact.value(), name, words, server, name));
            }
        }
    }

    private static String subject(Fact fact) {
        return switch (fact.kind()) {
            case TOOL_ADDED -> "The description of the tool " + fact.value();
            case PROMPT_CHANGED -> "The prompt " + fact.value();
            case RESOURCE_CHANGED -> "The resource " + fact.value();
            default -> "The text of the server's instructions";
        };
    }

    private static Finding finding(
            Fact fact,
            Severity severity,
            String value,
            String discriminator,
            String title,
            String server,
            String tool) {
        return new Finding(
                Findings.id(
                        FindingKind.TOOL_SHADOWING, Change.ADDED, value, discriminator + server),
                FindingKind.TOOL_SHADOWING,
                Change.ADDED,
                severity,
                value,
                title,
                fact.reachable(),
                Via.PLAIN,
                List.of(fact.at()),
                Map.of("server", server, "tool", tool));
    }

    /**
     * As a model in a hurry reads a name: {@code read-file}, {@code readFile} and {@code
     * rеad_file}.
     */
    private static String look(String name) {
        var plain = Confusables.plain(name);
        return (plain == null ? name : plain)
                .replaceAll("[_.\\-/ :]", "")
                .toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l')
                .replace("rn", "m");
    }
}
