package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A function, a method, or the top level of a file. */
public final class Fn extends Node {

    private final @Nullable Fn outer;
    private final boolean arrow;
    private final List<Fn> inner = new ArrayList<>(2);
    private final List<Ident> parameters = new ArrayList<>(2);
    private final List<Ident> hoisted = new ArrayList<>(0);
    private final List<Binding> names = new ArrayList<>(1);
    private final List<Node> calls = new ArrayList<>(0);
    private boolean async;
    private boolean getter;
    private @Nullable Node handedTo;
    private int handedAs;
    private boolean returned;
    private boolean generator;
    private @Nullable Node owner;
    private @Nullable Node body;
    private String title = "";
    private String print = "";
    private String shape = "";
    private String words = "";
    private int size;

    public Fn(int start, int end, @Nullable String ownName, @Nullable Fn outer, boolean arrow) {
        super(Kind.FUNCTION, start, end, ownName);
        this.outer = outer;
        this.arrow = arrow;
        if (outer != null) {
            outer.inner.add(this);
        }
    }

    /** Says what kind of function it is. */
    public void mark(boolean isAsync, boolean isGenerator) {
        async = isAsync;
        generator = isGenerator;
    }

    /** Whether reading the property that holds it calls it. */
    public boolean isGetter() {
        return getter;
    }

    /** Says that reading the property that holds it calls it. */
    public void setGetter() {
        getter = true;
    }

    /** The call that this function is written into as an argument, or null. */
    public @Nullable Node handedTo() {
        return handedTo;
    }

    /** Which argument of {@link #handedTo} it is, from 1. */
    public int handedAs() {
        return handedAs;
    }

    void setHandedTo(Node call, int index) {
        handedTo = call;
        handedAs = index;
    }

    /** Whether the function around it gives it back: whoever calls that one gets this one. */
    public boolean isReturned() {
        // Asked for each look at its callers, so without a stream.
        for (var name : names) {
            if (name.isReturned()) {
                return true;
            }
        }
        return returned;
    }

    void setReturned() {
        returned = true;
    }

    public Node body() {
        return body == null ? this : body;
    }

    void addName(Binding name) {
        names.add(name);
        name.setHoldsFunction();
    }

    /** Gives it its body, in which all of its inner functions are. */
    public void setBody(Node node) {
        body = node;
        // Function declarations are hoisted in the tree, so the order is not that of the text.
        inner.sort(Comparator.comparingInt(Fn::start));
    }

    public @Nullable Fn outer() {
        return outer;
    }

    /** The functions in it, in the order of the text. */
    public List<Fn> inner() {
        return inner;
    }

    public boolean isArrow() {
        return arrow;
    }

    public boolean isAsync() {
        return async;
    }

    public boolean isGenerator() {
        return generator;
    }

    /** Names of simple parameters by position; patterns and defaults are statements of the body. */
    public List<Ident> parameters() {
        return parameters;
    }

    /** Names that belong to the whole function, wherever in it they are declared. */
    public List<Ident> hoisted() {
        return hoisted;
    }

    /** What the function is known as in its file. */
    public List<Binding> names() {
        return names;
    }

    /** Calls of the function expression where it stands: {@code (function () {…})()}. */
    public List<Node> directCalls() {
        return calls;
    }

    /** The class or object literal whose method this is. */
    public @Nullable Node owner() {
        return owner;
    }

    /** Says whose method it is. */
    public void setOwner(Node node) {
        owner = node;
    }

    /** A name for people: its own, or that of the variable or property which holds it. */
    public String title() {
        return title;
    }

    public void setTitle(String name) {
        title = name;
    }

    /** Its fingerprint; empty until {@link Fingerprints} ran. */
    public String print() {
        return print;
    }

    void setPrint(String hash) {
        print = hash;
    }

    /** Its shape; empty until {@link Fingerprints} ran, and for the top level of a file. */
    public String shape() {
        return shape;
    }

    /** Its words, see {@link Words#decode(String)}. */
    public String words() {
        return words;
    }

    /** Nodes in it, without those of inner functions. */
    public int nodes() {
        return size;
    }

    void setShape(String hash, int nodes, String encodedWords) {
        shape = hash;
        size = nodes;
        words = encodedWords;
    }

    /**
     * The nearest function around this one, itself included, that has a {@code this} of its own.
     */
    public Fn thisHolder() {
        var holder = this;
        while (holder.arrow && holder.owner == null && holder.outer != null) {
            holder = holder.outer;
        }
        return holder;
    }

    /** The innermost function that covers an offset. */
    public Fn at(int offset) {
        var current = this;
        while (true) {
            var next = current.innerAt(offset);
            if (next == null) {
                return current;
            }
            current = next;
        }
    }

    private @Nullable Fn innerAt(int offset) {
        var low = 0;
        var high = inner.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var candidate = inner.get(middle);
            if (offset < candidate.start()) {
                high = middle - 1;
            } else if (offset >= candidate.end()) {
                low = middle + 1;
            } else {
                return candidate;
            }
        }
        return null;
    }
}
