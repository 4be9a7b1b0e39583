package dev.assay.registry.tools;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.registry.tools.Proposal.Confidence;
import dev.assay.registry.tools.ToolWords.Verb;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Proposes what a tool may be used for. What its code does counts more than what it claims, that
 * more than its arguments, and those more than its name and description. Two things no claim takes
 * away, since nobody has checked it: a name that speaks of what no model should do, and one that
 * speaks of taking something away. What does not fit together is named.
 */
public final class Proposals {

    private static final ToolWords WORDS = ToolWords.builtIn();

    private Proposals() {}

    /** The verb that counts, and how sure that is. */
    private record Ground(Verb verb, Confidence confidence) {}

    public static Proposal of(ToolOffer tool) {
        var name = NameWords.of(tool.name());
        var reasons = new ArrayList<String>();
        var contradictions = new ArrayList<String>();
        var never = WORDS.never(name);
        never.forEach(why -> reasons.add("by its name it " + why));
        var ground = ground(tool, name, reasons, contradictions);
        var toolClass =
                !never.isEmpty()
                        ? ToolClass.NEVER
                        : ground.verb() == Verb.READ ? ToolClass.READ : ToolClass.WRITE;
        if (!never.isEmpty()
                && Boolean.TRUE.equals(tool.readOnly())
                && ground.verb() != Verb.READ) {
            contradictions.add("it claims to read only, and its name says otherwise");
        }
        var destructive = ground.verb() == Verb.DESTRUCTIVE;
        return new Proposal(
                toolClass,
                destructive,
                contradictions.isEmpty()
                        ? (never.isEmpty() ? ground.confidence() : Confidence.HIGH)
                        : Confidence.LOW,
                reasons,
                contradictions.stream().distinct().toList(),
                data(tool, name),
                mode(toolClass, destructive),
                WORDS.limit(
                        toolClass == ToolClass.WRITE && destructive
                                ? "destructive"
                                : toolClass.words()));
    }

    private static Ground ground(
            ToolOffer tool, List<String> name, List<String> reasons, List<String> contradictions) {
        var named = named(tool, name);
        var claimed = claimed(tool);
        var done = done(tool);
        if (tool.readOnly() != null && tool.readOnly() && Boolean.TRUE.equals(tool.destructive())) {
            contradictions.add("it claims to read only and to destroy");
        }
        if (done != null) {
            reasons.add("its code " + String.join(", ", first(tool.does())));
            if (claimed == Verb.READ) {
                contradictions.add(
                        "it claims to read only, and its code " + first(tool.does()).getFirst());
            }
            return new Ground(named == Verb.DESTRUCTIVE ? Verb.DESTRUCTIVE : done, Confidence.HIGH);
        }
        if (claimed != null) {
            reasons.add("it claims " + claim(tool));
            if (named != null && (named == Verb.READ) != (claimed == Verb.READ)) {
                contradictions.add(
                        "it claims " + claim(tool) + ", and its name speaks of " + words(named));
            }
            // A claim of harmlessness is only a claim.
            if (named == Verb.DESTRUCTIVE) {
                reasons.add("by its name it takes something away");
                return new Ground(Verb.DESTRUCTIVE, Confidence.MEDIUM);
            }
            return new Ground(claimed, named == null ? Confidence.MEDIUM : Confidence.HIGH);
        }
        var raw = tool.arguments().stream().filter(WORDS::isRaw).toList();
        if (!raw.isEmpty()) {
            reasons.add("its argument " + raw.getFirst() + " is a command or code as it comes");
            return new Ground(
                    named == Verb.DESTRUCTIVE ? Verb.DESTRUCTIVE : Verb.WRITE, Confidence.MEDIUM);
        }
        if (named != null) {
            var byName = WORDS.verb(name).isPresent();
            reasons.add("its " + (byName ? "name" : "description") + " speaks of " + words(named));
            return new Ground(named, byName ? Confidence.MEDIUM : Confidence.LOW);
        }
        reasons.add("nothing tells what it does, so it may change something");
        return new Ground(Verb.WRITE, Confidence.LOW);
    }

    private static @Nullable Verb named(ToolOffer tool, List<String> name) {
        return WORDS.verb(name)
                .or(() -> WORDS.described(NameWords.of(tool.description())))
                .orElse(null);
    }

    private static @Nullable Verb claimed(ToolOffer tool) {
        if (Boolean.TRUE.equals(tool.destructive())) {
            return Verb.DESTRUCTIVE;
        }
        var readOnly = tool.readOnly();
        return readOnly == null ? null : readOnly ? Verb.READ : Verb.WRITE;
    }

    private static @Nullable Verb done(ToolOffer tool) {
        if (tool.does().isEmpty()) {
            return null;
        }
        return tool.does().stream().anyMatch(each -> each.startsWith("deletes "))
                ? Verb.DESTRUCTIVE
                : Verb.WRITE;
    }

    private static List<String> data(ToolOffer tool, List<String> name) {
        var words = new ArrayList<>(name);
        tool.arguments().forEach(each -> words.addAll(NameWords.of(each)));
        return WORDS.data(words);
    }

    private static ApprovalMode mode(ToolClass toolClass, boolean destructive) {
        return switch (toolClass) {
            case READ -> ApprovalMode.NONE;
            case WRITE -> destructive ? ApprovalMode.PREVIEW : ApprovalMode.CONFIRM;
            case NEVER -> ApprovalMode.DUAL;
        };
    }

    private static String claim(ToolOffer tool) {
        return Boolean.TRUE.equals(tool.destructive())
                ? "to destroy"
                : Boolean.TRUE.equals(tool.readOnly()) ? "to read only" : "to change something";
    }

    private static String words(Verb verb) {
        return switch (verb) {
            case READ -> "reading";
            case WRITE -> "changing something";
            case DESTRUCTIVE -> "taking something away";
        };
    }

    private static List<String> first(List<String> deeds) {
        return deeds.subList(0, Math.min(3, deeds.size()));
    }
}
