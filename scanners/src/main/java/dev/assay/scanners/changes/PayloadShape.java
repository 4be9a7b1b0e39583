package dev.assay.scanners.changes;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one function sends to one destination: the fields before and now.
 *
 * @param destination a host, or empty where nobody knows
 * @param function the function's name, or empty
 * @param file where it sends
 * @param line from 1
 * @param isNew whether the older version sent nothing there from it
 * @param fields by name
 */
public record PayloadShape(
        String destination,
        String function,
        String file,
        int line,
        boolean isNew,
        List<Field> fields) {

    private static final int MOST = 200;

    /**
     * A field.
     *
     * @param state whether it came, stayed or went
     * @param source argument, env, response, file, machine, constant or other
     * @param constant its fixed value, or null
     */
    public record Field(String name, State state, String source, @Nullable String constant) {}

    /** What became of a field. */
    public enum State {
        NEW,
        SAME,
        GONE
    }

    public PayloadShape {
        Objects.requireNonNull(destination, "destination is null");
        fields = List.copyOf(fields);
    }

    /** The calls that send something else than before; at a first look all that send anything. */
    static List<PayloadShape> between(List<Fact> before, List<Fact> now) {
        var older = grouped(before);
        var shapes = new ArrayList<PayloadShape>();
        grouped(now)
                .forEach(
                        (call, fields) -> {
                            var shape = shape(call, older.getOrDefault(call, Map.of()), fields);
                            if (shape.fields.stream()
                                    .anyMatch(field -> field.state != State.SAME)) {
                                shapes.add(shape);
                            }
                        });
        return shapes.stream()
                .sorted(Comparator.comparing(PayloadShape::isNew))
                .limit(MOST)
                .toList();
    }

    private record Call(String destination, String function) {}

    private static Map<Call, Map<String, Fact>> grouped(List<Fact> facts) {
        var calls = new LinkedHashMap<Call, Map<String, Fact>>();
        for (var fact : facts) {
            if (fact.kind() == FindingKind.PAYLOAD_FIELD) {
                var function = fact.at().function();
                var call = new Call(text(fact, "destination"), function == null ? "" : function);
                calls.computeIfAbsent(call, key -> new LinkedHashMap<>())
                        .putIfAbsent(name(fact), fact);
            }
        }
        return calls;
    }

    private static PayloadShape shape(Call call, Map<String, Fact> before, Map<String, Fact> now) {
        var fields = new ArrayList<Field>();
        now.forEach(
                (name, fact) ->
                        fields.add(
                                field(
                                        name,
                                        before.containsKey(name) ? State.SAME : State.NEW,
                                        fact)));
        before.forEach(
                (name, fact) -> {
                    if (!now.containsKey(name)) {
                        fields.add(field(name, State.GONE, fact));
                    }
                });
        fields.sort(Comparator.comparing(Field::name));
        var at = place(before, now);
        return new PayloadShape(
                call.destination(),
                call.function(),
                at.at().file(),
                at.at().line(),
                before.isEmpty(),
                fields);
    }

    /** Where the first new field is written, else the first one. */
    private static Fact place(Map<String, Fact> before, Map<String, Fact> now) {
        return now.entrySet().stream()
                .filter(entry -> !before.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> now.values().iterator().next());
    }

    private static Field field(String name, State state, Fact fact) {
        var constant = text(fact, "constant");
        return new Field(name, state, text(fact, "source"), constant.isEmpty() ? null : constant);
    }

    private static String name(Fact fact) {
        var field = text(fact, "field");
        return field.isEmpty() ? fact.value() : field;
    }

    private static String text(Fact fact, String key) {
        return fact.detail().get(key) instanceof String text ? text : "";
    }
}
