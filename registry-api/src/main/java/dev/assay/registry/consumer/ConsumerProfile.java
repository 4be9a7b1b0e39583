package dev.assay.registry.consumer;

import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of consumer: what such one does, and what it never does, whoever would grant it.
 *
 * @param says what it does, after its name
 * @param closed whether a writing tool that none of its words covers is refused
 * @param classes what its tools may be confirmed for
 * @param writes what the names of its writing tools say, one phrase each; empty where none has to
 * @param twoToWrite whether a writing tool takes two who grant, whatever the tier
 * @param oneGrant whether it has one grant at a time, and another only once the last is rotated
 * @param mostDays for how long a grant lasts at most; null where the tier alone says so
 * @param rotateAfter whether its credential is made anew once a grant has ended
 * @param within the profiles that let it do at least as much as this one does
 * @param never what it never does
 */
public record ConsumerProfile(
        String id,
        String name,
        String says,
        boolean closed,
        Set<ToolClass> classes,
        List<String> writes,
        boolean twoToWrite,
        boolean oneGrant,
        @Nullable Integer mostDays,
        boolean rotateAfter,
        Set<String> within,
        List<Never> never) {

    public ConsumerProfile {
        classes = Set.copyOf(classes);
        writes = List.copyOf(writes);
        within = Set.copyOf(within);
        never = List.copyOf(never);
    }

    /**
     * What one never does.
     *
     * @param why what such a tool does
     * @param words phrases; a tool whose name has all words of one is meant
     * @param data phrases; a tool whose data or system has all words of one is meant
     * @param toolClass the class that is meant alone; null for every class
     */
    public record Never(
            String id,
            String why,
            List<String> words,
            List<String> data,
            @Nullable ToolClass toolClass) {

        public Never {
            words = List.copyOf(words);
            data = List.copyOf(data);
        }

        private boolean means(ToolEntry tool, NameWords name) {
            return (toolClass == null || toolClass == tool.toolClass())
                    && (words.stream().anyMatch(each -> name.have(NameWords.of(each)))
                            || data.stream().anyMatch(each -> reaches(tool, NameWords.of(each))));
        }

        private static boolean reaches(ToolEntry tool, NameWords phrase) {
            return NameWords.of(tool.terms().businessSystem()).have(phrase)
                    || tool.terms().dataClasses().stream()
                            .anyMatch(each -> NameWords.of(each).have(phrase));
        }
    }

    public boolean allowsWriting() {
        return classes.contains(ToolClass.WRITE);
    }

    /**
     * Why a tool is nothing for such a consumer.
     *
     * @param reading with which words the names of tools that only read begin
     */
    Optional<String> objection(ToolEntry tool, List<NameWords> reading) {
        var name = NameWords.of(tool.name());
        if (!classes.contains(tool.toolClass())) {
            return Optional.of("it is confirmed for " + tool.toolClass().words());
        }
        if (tool.toolClass() == ToolClass.READ && name.beginsWithOneOf(reading)) {
            return Optional.empty();
        }
        var meant = never.stream().filter(each -> each.means(tool, name)).findFirst();
        if (meant.isPresent()) {
            return Optional.of("by its name or data it " + meant.get().why());
        }
        if (closed
                && tool.toolClass() == ToolClass.WRITE
                && !writes.isEmpty()
                && writes.stream().noneMatch(each -> name.have(NameWords.of(each)))) {
            return Optional.of("it writes, and its name says none of " + String.join(", ", writes));
        }
        return Optional.empty();
    }
}
