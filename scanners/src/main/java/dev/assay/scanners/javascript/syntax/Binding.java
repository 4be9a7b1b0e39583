package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A declared name with everything that is assigned to it, flow-insensitively. */
public final class Binding {

    /**
     * A value that reaches the name.
     *
     * @param value where it comes from
     * @param path the properties that destructuring takes from it, outermost first; {@code *} is a
     *     rest
     * @param fallback the default of a pattern
     */
    public record Write(Node value, List<String> path, @Nullable Node fallback) {}

    /** Where an imported name comes from; the name is {@code *} for the whole namespace. */
    public record Import(String specifier, String name) {}

    /**
     * {@code binding.property = value}, anywhere in the file.
     *
     * @param property the name; empty where it is computed
     * @param key the expression that gives the name, where it is computed
     */
    public record PropertyWrite(String property, @Nullable Node key, Node value) {}

    private final String name;
    private final Fn owner;
    private final List<Write> writes = new ArrayList<>(1);
    private List<Node> calls = List.of();
    private List<PropertyWrite> propertyWrites = List.of();
    private List<Node> changes = List.of();
    private List<Node> appended = List.of();
    private List<Node> handed = List.of();
    private @Nullable Import imported;
    private boolean opaque;
    private boolean holdsFunction;
    private boolean returned;
    private int round;
    private int printNumber;
    private int shapeNumber;

    Binding(String name, Fn owner) {
        this.name = name;
        this.owner = owner;
    }

    public String name() {
        return name;
    }

    /** The function that it is local to. */
    public Fn owner() {
        return owner;
    }

    public List<Write> writes() {
        return writes;
    }

    /** CALL and NEW nodes whose callee is this name. */
    public List<Node> calls() {
        return calls;
    }

    public List<PropertyWrite> propertyWrites() {
        return propertyWrites;
    }

    /**
     * Calls that change what the name holds: {@code name.push(x)}, {@code Object.assign(name, x)}.
     */
    public List<Node> changes() {
        return changes;
    }

    /** Calls that are given the object which the name holds, and may fill it. */
    public List<Node> handed() {
        return handed;
    }

    /** What {@code +=} adds to it, in the order of the source. */
    public List<Node> appended() {
        return appended;
    }

    public @Nullable Import imported() {
        return imported;
    }

    /** Whether values reach it that the tree does not show: loops, catches, {@code +=}. */
    public boolean isOpaque() {
        return opaque;
    }

    void setOpaque() {
        opaque = true;
    }

    /** Whether a function of this file is known by it. */
    public boolean holdsFunction() {
        return holdsFunction;
    }

    void setHoldsFunction() {
        holdsFunction = true;
    }

    /** Whether the function that it is local to gives it back. */
    boolean isReturned() {
        return returned;
    }

    void setReturned() {
        returned = true;
    }

    void setImported(Import from) {
        imported = from;
    }

    void addCall(Node call) {
        if (calls.isEmpty()) {
            calls = new ArrayList<>(2);
        }
        calls.add(call);
    }

    void addChange(Node call) {
        if (changes.isEmpty()) {
            changes = new ArrayList<>(2);
        }
        changes.add(call);
    }

    void addHanded(Node call) {
        if (handed.isEmpty()) {
            handed = new ArrayList<>(2);
        }
        handed.add(call);
    }

    void addAppended(Node value) {
        if (appended.isEmpty()) {
            appended = new ArrayList<>(2);
        }
        appended.add(value);
    }

    void addPropertyWrite(PropertyWrite write) {
        if (propertyWrites.isEmpty()) {
            propertyWrites = new ArrayList<>(2);
        }
        propertyWrites.add(write);
    }

    /** Forgets the numbers that it had in another round of {@link Fingerprints}. */
    void enter(int newRound) {
        if (round != newRound) {
            round = newRound;
            printNumber = -1;
            shapeNumber = -1;
        }
    }

    /** Its number in the print of the function of this round; negative where it has none so far. */
    int printNumber() {
        return printNumber;
    }

    void setPrintNumber(int number) {
        printNumber = number;
    }

    /** Its number in the shape of the function of this round; negative where it has none so far. */
    int shapeNumber() {
        return shapeNumber;
    }

    void setShapeNumber(int number) {
        shapeNumber = number;
    }
}
