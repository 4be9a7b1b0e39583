package dev.assay.scanners.javascript.syntax;

/** The value that a caller passes to a function at a position. */
public final class Parameter extends Node {

    private final Fn function;
    private final int index;
    private final boolean rest;

    public Parameter(int start, int end, Fn function, int index, boolean rest) {
        super(Kind.PARAMETER, start, end, null);
        this.function = function;
        this.index = index;
        this.rest = rest;
    }

    public Fn function() {
        return function;
    }

    public int index() {
        return index;
    }

    public boolean isRest() {
        return rest;
    }
}
