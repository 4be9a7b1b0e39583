package dev.assay.registry.identity.token;

/** What became of a token that somebody showed. */
public sealed interface TokenCheck {

    record Good(TokenCaller caller) implements TokenCheck {}

    /**
     * It opens nothing.
     *
     * @param why what follows "the token …", for example {@code expired on 2026-11-01}
     */
    record Bad(String why) implements TokenCheck {}

    /**
     * Nobody can say now, so it opens nothing either; but that is a fault, not the caller's.
     *
     * @param why a sentence without its full stop
     */
    record Unsure(String why) implements TokenCheck {}
}
