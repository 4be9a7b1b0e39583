package dev.assay.scanners.hiddentext;

/** Kinds of characters that a reader does not see as what they are. */
enum HiddenClass {
    /** Unicode tags: a whole alphabet without glyphs. */
    TAGS("tags"),
    /** Controls that show text in another order than a machine reads it. */
    BIDI("bidi"),
    /** Characters of no width. */
    ZERO_WIDTH("zero-width"),
    /** Runs of variation selectors, each of which can carry a byte. */
    VARIATION_SELECTORS("variation-selectors"),
    /** Hangul fillers: letters without a glyph, allowed in identifiers. */
    FILLER("filler"),
    /** Terminal escape sequences as raw bytes. */
    ESCAPE("escape"),
    /** Long runs of private-use characters, each of which can carry a byte. */
    PRIVATE_USE("private-use"),
    /** Code to the right of every screen. */
    FAR_OUT("far-out"),
    /** Letters of other alphabets that look like ASCII. */
    HOMOGLYPH("homoglyph");

    private final String word;

    HiddenClass(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
