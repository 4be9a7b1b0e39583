package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Holes;

/**
 * A string that a value may be; with a hole where a part of it is not known.
 *
 * @param origin the constant that it comes from, or the longest part of it
 */
record Text(String text, Via via, Origin origin) {

    static final int LONGEST = 32_000;

    Text {
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    boolean isWhole() {
        return text.indexOf(Holes.HOLE) < 0;
    }

    String shown() {
        return Holes.shown(text);
    }

    /** Another text made of this one. */
    Text as(String other, Via how) {
        return new Text(other, via.compareTo(how) > 0 ? via : how, origin);
    }

    static Text joined(Text one, Text other) {
        var longer = known(other) > known(one) && known(other) > 0 ? other.origin() : one.origin();
        var via = one.via().compareTo(other.via()) > 0 ? one.via() : other.via();
        return new Text(
                one.text() + other.text(),
                via.compareTo(Via.FOLDED) > 0 ? via : Via.FOLDED,
                longer);
    }

    private static int known(Text text) {
        return text.text().replace(String.valueOf(Holes.HOLE), "").length();
    }
}
