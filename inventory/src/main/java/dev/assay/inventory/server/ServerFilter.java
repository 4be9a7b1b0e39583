package dev.assay.inventory.server;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which servers, in which order: all that the address of a list says. Values of one facet are
 * alternatives, facets narrow each other.
 *
 * @param text words, each of which has to stand in the name, the owner, a destination or a version
 * @param overdue whether only what is overdue counts
 */
public record ServerFilter(
        String text, Map<Facet, SortedSet<String>> chosen, boolean overdue, ServerOrder order) {

    public static final ServerFilter EVERYTHING =
            new ServerFilter("", Map.of(), false, ServerOrder.NAME);

    private static final int MOST_WORDS = 5;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_VALUES = 20;
    private static final int LONGEST_VALUE = 300;

    public ServerFilter {
        text = text.strip();
        text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        var kept = new EnumMap<Facet, SortedSet<String>>(Facet.class);
        chosen.forEach(
                (facet, values) -> {
                    var some = new TreeSet<String>();
                    values.stream()
                            .filter(each -> !each.isBlank() && each.length() <= LONGEST_VALUE)
                            .limit(MOST_VALUES)
                            .forEach(some::add);
                    if (!some.isEmpty()) {
                        kept.put(facet, Collections.unmodifiableSortedSet(some));
                    }
                });
        chosen = Collections.unmodifiableMap(kept);
    }

    /** Out of the parameters of an address; what is none of them is passed over. */
    public static ServerFilter of(Map<String, String[]> parameters) {
        var chosen = new EnumMap<Facet, SortedSet<String>>(Facet.class);
        for (var facet : Facet.values()) {
            chosen.put(
                    facet,
                    new TreeSet<>(
                            Arrays.stream(parameters.getOrDefault(facet.key(), new String[0]))
                                    .map(String::strip)
                                    .toList()));
        }
        return new ServerFilter(
                first(parameters, "q"),
                chosen,
                first(parameters, "overdue").equals("yes"),
                ServerOrder.of(first(parameters, "sort")).orElse(ServerOrder.NAME));
    }

    /** Out of the query of an address, as {@link #query} writes it. */
    public static ServerFilter parse(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&")) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(part.substring(0, equals), name -> new ArrayList<>())
                        .add(decoded(part.substring(equals + 1)));
            }
        }
        var arrays = new LinkedHashMap<String, String[]>();
        parameters.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
        return of(arrays);
    }

    public SortedSet<String> of(Facet facet) {
        return chosen.getOrDefault(facet, Collections.emptySortedSet());
    }

    /** Whether every server passes. */
    public boolean isOpen() {
        return text.isEmpty() && chosen.isEmpty() && !overdue;
    }

    public ServerFilter without(Facet facet) {
        var rest = new EnumMap<Facet, SortedSet<String>>(Facet.class);
        rest.putAll(chosen);
        rest.remove(facet);
        return new ServerFilter(text, rest, overdue, order);
    }

    /** The same with one value added, or taken away where it is chosen. */
    public ServerFilter toggled(Facet facet, String value) {
        var next = new EnumMap<Facet, SortedSet<String>>(Facet.class);
        next.putAll(chosen);
        var values = new TreeSet<>(of(facet));
        if (!values.remove(value)) {
            values.add(value);
        }
        next.put(facet, values);
        return new ServerFilter(text, next, overdue, order);
    }

    public ServerFilter withText(String other) {
        return new ServerFilter(other, chosen, overdue, order);
    }

    public ServerFilter withOverdue(boolean other) {
        return new ServerFilter(text, chosen, other, order);
    }

    public ServerFilter by(ServerOrder other) {
        return new ServerFilter(text, chosen, overdue, other);
    }

    /** As the query of an address, always the same for the same filter; empty for everything. */
    public String query() {
        var parts = new ArrayList<String>();
        if (!text.isEmpty()) {
            parts.add("q=" + encoded(text));
        }
        chosen.forEach(
                (facet, values) ->
                        values.forEach(value -> parts.add(facet.key() + "=" + encoded(value))));
        if (overdue) {
            parts.add("overdue=yes");
        }
        if (order != ServerOrder.NAME) {
            parts.add("sort=" + order.key());
        }
        return String.join("&", parts);
    }

    List<String> words() {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(each -> !each.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String first(Map<String, String[]> parameters, String name) {
        var values = parameters.get(name);
        return values == null || values.length == 0 || values[0] == null ? "" : values[0];
    }
}
