package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object while its method is followed: an array, a list, a map, a builder, a message. It is
 * shared by all values that are it, as in the running program.
 */
final class Heap {

    private static final int MOST_FIELDS = 80;
    private static final int MOST_ELEMENTS = 65_536;
    private static final int MOST_COLLECTED = 24;
    private static final int DEEPEST = 4;

    /** What it was made as: an internal name, or {@code [B} and the like. */
    private final String type;

    /** What it was derived from, such as the client that a request is made by. */
    private final @Nullable Heap base;

    private final Origin made;
    private List<Val> elements = new ArrayList<>(0);
    private final Map<String, Val> fields = new LinkedHashMap<>(0);
    private final List<Text> addresses = new ArrayList<>(0);
    private List<Text> built = List.of();
    private Set<String> flow = Set.of();
    private String method = "";

    Heap(String type, Origin made, @Nullable Heap base) {
        this.type = type;
        this.made = made;
        this.base = base;
    }

    Heap(String type, Origin made) {
        this(type, made, null);
    }

    /** An array of a length, filled with what Java fills it with. */
    static Heap array(String type, int length, Origin made) {
        var heap = new Heap(type, made);
        var filled = type.equals("[L") ? Val.UNKNOWN : Val.of(0);
        for (var index = 0; index < Math.min(length, MOST_ELEMENTS); index++) {
            heap.elements.add(filled);
        }
        return heap;
    }

    String type() {
        return type;
    }

    Origin made() {
        return made;
    }

    List<Val> elements() {
        return elements;
    }

    void add(Val element) {
        if (elements.size() < MOST_ELEMENTS) {
            elements.add(element);
        }
    }

    void set(int index, Val element) {
        if (index >= 0 && index < elements.size()) {
            elements.set(index, element);
        }
    }

    Map<String, Val> fields() {
        return fields;
    }

    /** Sets a field; what it was before is kept beside it, because it was written for something. */
    void put(String name, Val value) {
        if (fields.size() < MOST_FIELDS || fields.containsKey(name)) {
            fields.merge(
                    name, value, (before, now) -> now.isInformative() ? now.or(before) : before);
        }
    }

    void replace(String name, Val value) {
        if (fields.size() < MOST_FIELDS || fields.containsKey(name)) {
            fields.put(name, value);
        }
    }

    /** Where what is sent by it goes. */
    List<Text> addresses() {
        return !addresses.isEmpty() || base == null ? addresses : base.addresses();
    }

    void address(List<Text> texts) {
        for (var text : texts) {
            if (addresses.size() < Val.MOST_TEXTS && !addresses.contains(text)) {
                addresses.add(text);
            }
        }
    }

    /** The text that a builder of texts holds. */
    List<Text> built() {
        return built;
    }

    void built(List<Text> texts) {
        built =
                texts.size() <= Val.MOST_TEXTS
                        ? texts
                        : List.copyOf(texts.subList(0, Val.MOST_TEXTS));
    }

    void flow(Set<String> more) {
        flow = Val.union(flow, more);
    }

    /** The HTTP method, where it is known. */
    String method() {
        return !method.isEmpty() || base == null ? method : base.method();
    }

    void method(String name) {
        method = name;
    }

    void collect(List<Text> into) {
        into.addAll(built);
        for (var element : elements) {
            if (into.size() >= MOST_COLLECTED) {
                return;
            }
            into.addAll(element.texts());
        }
    }

    void collectFlow(Set<String> into, int depth) {
        into.addAll(flow);
        if (depth > DEEPEST || into.size() >= Val.MOST_SOURCES) {
            return;
        }
        for (var field : fields.values()) {
            into.addAll(field.flow());
            if (field.heap() != null && field.heap() != this) {
                field.heap().collectFlow(into, depth + 1);
            }
        }
        for (var index = 0; index < Math.min(elements.size(), MOST_COLLECTED); index++) {
            into.addAll(elements.get(index).flow());
        }
    }

    /** A copy for another array of the same contents. */
    Heap copy(Origin at) {
        var copy = new Heap(type, at, base);
        copy.elements = new ArrayList<>(elements);
        copy.fields.putAll(fields);
        copy.built = built;
        copy.flow = flow;
        return copy;
    }

    Set<String> ownFlow() {
        return new LinkedHashSet<>(flow);
    }
}
