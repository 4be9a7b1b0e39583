package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A class: PROPERTY children for methods, accessors and fields, and blocks for static initialisers.
 */
public final class Cls extends Node {

    private final @Nullable Ident ident;
    private final @Nullable Node heritage;
    private final List<Binding> names = new ArrayList<>(1);
    private final Map<String, List<Node>> fieldWrites = new HashMap<>();
    private final Map<String, Binding> holders = new HashMap<>();

    public Cls(
            int start, int end, @Nullable Ident ident, @Nullable Node heritage, Node... members) {
        super(Kind.CLASS, start, end, ident == null ? null : ident.name(), members);
        this.ident = ident;
        this.heritage = heritage;
    }

    public @Nullable Ident ident() {
        return ident;
    }

    public @Nullable Node heritage() {
        return heritage;
    }

    public List<Binding> names() {
        return names;
    }

    /**
     * What is assigned to {@code this.NAME} in its methods, and the initial values of its fields.
     */
    public List<Node> writes(String field) {
        return fieldWrites.getOrDefault(field, List.of());
    }

    /**
     * Notes that a field is given a value.
     *
     * @param in the function in which that is done
     */
    void write(Script script, Fn in, String field, Node value) {
        fieldWrites.computeIfAbsent(field, name -> new ArrayList<>(2)).add(value);
        if (value.is(Kind.ARRAY) || value.is(Kind.NEW)) {
            script.objectNames().putIfAbsent(value, holder(in, field));
        }
    }

    /** Notes a call that changes what a field holds: {@code this.queue.push(x)}. */
    void change(Fn in, String field, Node call) {
        holder(in, field).addChange(call);
    }

    private Binding holder(Fn in, String field) {
        return holders.computeIfAbsent(field, name -> new Binding(name, in));
    }

    public @Nullable Node member(String name) {
        for (var member : kids()) {
            if (member.is(Kind.PROPERTY) && member.isNamed(name)) {
                return member.kid(0);
            }
        }
        return null;
    }
}
