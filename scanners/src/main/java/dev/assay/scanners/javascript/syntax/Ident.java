package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.Nullable;

/** A name, bound to its declaration by {@link Scopes}; unbound names are globals. */
public final class Ident extends Node {

    private @Nullable Binding binding;

    public Ident(int start, int end, String name) {
        super(Kind.IDENT, start, end, name);
    }

    public @Nullable Binding binding() {
        return binding;
    }

    void bind(@Nullable Binding to) {
        binding = to;
    }
}
