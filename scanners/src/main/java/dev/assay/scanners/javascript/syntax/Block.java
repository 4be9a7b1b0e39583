package dev.assay.scanners.javascript.syntax;

import java.util.List;

/** Statements with a scope of their own. */
public final class Block extends Node {

    private final List<Ident> declared;

    /**
     * @param declared names bound to this block: {@code let}, {@code const}, classes, functions in
     *     blocks
     */
    public Block(int start, int end, List<Ident> declared, Node... statements) {
        super(Kind.BLOCK, start, end, null, statements);
        this.declared = declared;
    }

    List<Ident> declared() {
        return declared;
    }
}
