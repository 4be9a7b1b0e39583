package dev.assay.scanners.python;

import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

/** What a call of Python's library is in the words that the engine knows. */
interface Idiom {

    /** The call as a node; null where it is no more than a call. */
    @Nullable Node of(Arguments call);
}
