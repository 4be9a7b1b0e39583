package dev.assay.scanners.javascript.syntax;

import java.util.List;

/** Statements with a scope of their own. */
public final class Block extends Node {

    private final List<Ident> declared;
    private final boolean inOrder;

    /**
     * @param declared names bound to this block: {@code let}, {@code const}, classes, functions in
     *     blocks
     */
    public Block(int start, int end, List<Ident> declared, Node... statements) {
        this(start, end, declared, false, statements);
    }

    private Block(int start, int end, List<Ident> declared, boolean inOrder, Node... statements) {
        super(Kind.BLOCK, start, end, null, statements);
        this.declared = declared;
        this.inOrder = inOrder;
    }

    /** A block whose statements {@link Canonical} has put in order, and those within them. */
    static Block inOrder(int start, int end, Node... statements) {
        return new Block(start, end, List.of(), true, statements);
    }

    boolean isInOrder() {
        return inOrder;
    }

    List<Ident> declared() {
        return declared;
    }
}
