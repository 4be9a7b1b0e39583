package dev.assay.registry.consumer;

import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of consumers, as {@code consumer-profiles.yaml} tells them. */
public final class ConsumerProfiles {

    private static final ConsumerProfiles BUILT_IN = load();

    private final Map<String, ConsumerProfile> profiles = new LinkedHashMap<>();
    private final List<NameWords> reading;

    private ConsumerProfiles(Map<?, ?> file) {
        reading = list(file.get("reading")).stream().map(NameWords::of).toList();
        var never = new LinkedHashMap<String, ConsumerProfile.Never>();
        part(file, "never")
                .forEach(
                        (id, told) ->
                                never.put(
                                        String.valueOf(id),
                                        never(String.valueOf(id), (Map<?, ?>) told)));
        part(file, "profiles")
                .forEach(
                        (id, told) ->
                                profiles.put(
                                        String.valueOf(id),
                                        profile(String.valueOf(id), (Map<?, ?>) told, never)));
    }

    public static ConsumerProfiles builtIn() {
        return BUILT_IN;
    }

    public List<ConsumerProfile> all() {
        return List.copyOf(profiles.values());
    }

    public Optional<ConsumerProfile> find(String id) {
        return Optional.ofNullable(profiles.get(id));
    }

    /** That of a consumer; empty where it has none. */
    public Optional<ConsumerProfile> of(Consumer consumer) {
        return find(consumer.profile());
    }

    /**
     * Why a tool is nothing for a consumer, whoever would grant it.
     *
     * @return empty where it has no profile, or its profile lets it
     */
    public Optional<String> objection(Consumer consumer, ToolEntry tool) {
        if (consumer.profile().isEmpty()) {
            return Optional.empty();
        }
        var profile = of(consumer).orElse(null);
        if (profile == null) {
            // Data that were changed must not open what they closed.
            return Optional.of(
                    "the profile '" + consumer.profile() + "' that it is held to is not known");
        }
        return profile.objection(tool, reading)
                .map(
                        why ->
                                consumer.name()
                                        + " is held to the profile "
                                        + profile.id()
                                        + ", which "
                                        + profile.says()
                                        + "; "
                                        + tool.name()
                                        + " is not for it: "
                                        + why);
    }

    /**
     * Whether one lets a consumer do no more than another.
     *
     * @param next an id, or empty for none, which is the widest
     */
    public boolean isNarrower(String next, String now) {
        return !next.isEmpty()
                && !next.equals(now)
                && (now.isEmpty()
                        || find(next).filter(it -> it.within().contains(now)).isPresent());
    }

    private static ConsumerProfile profile(
            String id, Map<?, ?> told, Map<String, ConsumerProfile.Never> never) {
        var days = told.get("most-days");
        return new ConsumerProfile(
                id,
                text(told, "name"),
                text(told, "says"),
                is(told, "closed"),
                list(told.get("classes")).stream()
                        .map(each -> ToolClass.valueOf(each.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                list(told.get("writes")),
                is(told, "two-who-grant"),
                is(told, "one-grant"),
                days == null ? null : Integer.valueOf(days.toString()),
                is(told, "rotate-after"),
                Set.copyOf(list(told.get("within"))),
                list(told.get("never")).stream()
                        .map(each -> Objects.requireNonNull(never.get(each), each))
                        .toList());
    }

    private static ConsumerProfile.Never never(String id, Map<?, ?> told) {
        var toolClass = told.get("class");
        return new ConsumerProfile.Never(
                id,
                text(told, "why"),
                list(told.get("words")),
                list(told.get("data")),
                toolClass == null
                        ? null
                        : ToolClass.valueOf(toolClass.toString().toUpperCase(Locale.ROOT)));
    }

    private static List<String> list(@Nullable Object value) {
        var list = new ArrayList<String>();
        if (value instanceof List<?> all) {
            all.forEach(each -> list.add(String.valueOf(each)));
        }
        return list;
    }

    private static boolean is(Map<?, ?> map, String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    private static String text(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name).toString();
    }

    private static Map<?, ?> part(Map<?, ?> map, String name) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(name), name);
    }

    private static ConsumerProfiles load() {
        try (var in = ConsumerProfiles.class.getResourceAsStream("consumer-profiles.yaml")) {
            Map<?, ?> file =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Objects.requireNonNull(in, "consumer-profiles.yaml"));
            return new ConsumerProfiles(file);
        } catch (IOException e) {
            throw new UncheckedIOException("consumer-profiles.yaml", e);
        }
    }
}
