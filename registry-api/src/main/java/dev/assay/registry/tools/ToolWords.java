package dev.assay.registry.tools;

import dev.assay.inventory.tool.RateLimit;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The word lists of {@code tool-words.yaml}, and what they say of words. */
final class ToolWords {

    /** What a verb says a tool does. Ordered from the least harm to the most. */
    enum Verb {
        READ,
        WRITE,
        DESTRUCTIVE
    }

    /** Met by a name of which each group has another word. */
    private record Never(String why, List<Set<String>> groups) {}

    private static final String NO_READING = "!read";
    private static final ToolWords BUILT_IN = load();

    private final Map<String, Verb> verbs;
    private final Set<String> alsoReading;
    private final List<Never> never;
    private final Set<String> raw;
    private final Map<String, Set<String>> data;
    private final Map<String, RateLimit> limits;

    private ToolWords(Map<String, Object> file) {
        verbs = new LinkedHashMap<>();
        words(part(file, "read")).forEach(each -> verbs.put(each, Verb.READ));
        words(part(file, "write")).forEach(each -> verbs.put(each, Verb.WRITE));
        words(part(file, "destructive")).forEach(each -> verbs.put(each, Verb.DESTRUCTIVE));
        alsoReading = words(part(file, "read-in-descriptions"));
        raw = words(part(file, "raw-arguments"));
        data = new LinkedHashMap<>();
        ((Map<?, ?>) part(file, "data"))
                .forEach((name, each) -> data.put(String.valueOf(name), words(each)));
        limits = new LinkedHashMap<>();
        ((Map<?, ?>) part(file, "limits"))
                .forEach((name, each) -> limits.put(String.valueOf(name), limit(each)));
        never =
                ((List<?>) part(file, "never"))
                        .stream().map(each -> never((Map<?, ?>) each)).toList();
    }

    static ToolWords builtIn() {
        return BUILT_IN;
    }

    /** What a name says the tool does; empty where no word of it is a verb. */
    Optional<Verb> verb(List<String> name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var first = verbs.get(name.getFirst());
        var last = verbs.get(name.getLast());
        if (first == null && last != null) {
            return Optional.of(last);
        }
        Verb found = null;
        for (var index = 0; index < name.size(); index++) {
            var verb = verbs.get(name.get(index));
            var joined = index > 0 && Set.of("or", "and").contains(name.get(index - 1));
            if (verb != null && (found == null || (joined && verb.compareTo(found) > 0))) {
                found = verb;
            }
        }
        return Optional.ofNullable(found);
    }

    /** What the first words of a description say the tool does. */
    Optional<Verb> described(List<String> description) {
        for (var word : description.subList(0, Math.min(3, description.size()))) {
            if (alsoReading.stream().anyMatch(each -> isForm(word, each))) {
                return Optional.of(Verb.READ);
            }
            for (var verb : verbs.entrySet()) {
                if (isForm(word, verb.getKey())) {
                    return Optional.of(verb.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Why a tool of this name is none that a model should have; empty where it may. */
    List<String> never(List<String> name) {
        var reads = verb(name).filter(verb -> verb == Verb.READ).isPresent();
        return never.stream()
                .filter(each -> isMet(each.groups(), name, reads))
                .map(Never::why)
                .toList();
    }

    /** Whether an argument hands over a command or code as it comes. */
    boolean isRaw(String argument) {
        var words = NameWords.of(argument);
        return !words.isEmpty() && raw.contains(words.getLast());
    }

    /** The kinds of data that words speak of, in the order of the file. */
    List<String> data(List<String> words) {
        return data.entrySet().stream()
                .filter(each -> words.stream().anyMatch(word -> has(each.getValue(), word)))
                .map(Map.Entry::getKey)
                .toList();
    }

    RateLimit limit(String kind) {
        return Objects.requireNonNull(limits.get(kind), kind);
    }

    private static boolean isMet(List<Set<String>> groups, List<String> name, boolean reads) {
        var left = new ArrayList<>(name);
        for (var group : groups) {
            if (group.contains(NO_READING)) {
                if (reads) {
                    return false;
                }
                continue;
            }
            var met = left.stream().filter(word -> has(group, word)).findFirst();
            if (met.isEmpty()) {
                return false;
            }
            left.remove(met.get());
        }
        return true;
    }

    private static boolean has(Set<String> words, String word) {
        return words.stream().anyMatch(each -> isForm(word, each));
    }

    /** The word itself, its plural or its third person. */
    private static boolean isForm(String word, String of) {
        return word.equals(of)
                || word.equals(of + "s")
                || word.equals(of + "es")
                || (of.endsWith("y") && word.equals(of.substring(0, of.length() - 1) + "ies"));
    }

    private static Never never(Map<?, ?> each) {
        return new Never(
                String.valueOf(each.get("why")),
                ((List<?>) Objects.requireNonNull(each.get("words")))
                        .stream().map(ToolWords::words).toList());
    }

    private static Object part(Map<String, Object> file, String name) {
        return Objects.requireNonNull(file.get(name), name);
    }

    private static Set<String> words(@Nullable Object text) {
        return new LinkedHashSet<>(Arrays.asList(String.valueOf(text).strip().split("\\s+")));
    }

    private static RateLimit limit(@Nullable Object text) {
        var parts = String.valueOf(text).split(" in ");
        return new RateLimit(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private static ToolWords load() {
        try (var in = ToolWords.class.getResourceAsStream("tool-words.yaml")) {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            return new ToolWords(yaml.load(Objects.requireNonNull(in, "tool-words.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException("tool-words.yaml", e);
        }
    }
}
