package dev.assay.scanners.changes;

import dev.assay.scanners.changes.Tokens.Kind;
import dev.assay.scanners.changes.Tokens.Token;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Breaks minified code into lines that people can read, and changes nothing else. */
final class Reflow {

    /**
     * A line.
     *
     * @param from where in the text it starts
     * @param to where it ends
     * @param depth how deep it is indented
     */
    record Piece(int from, int to, int depth) {}

    /** Shorter blocks and objects stay in one line. */
    private static final int SHORT_BLOCK = 60;

    private static final int SHORT_LIST = 100;
    private static final int DEEPEST = 12;
    private static final Set<String> CONTINUE =
            Set.of("else", "catch", "finally", "while", "from", "of", "as");

    private final CharSequence text;
    private final List<Token> tokens;
    private final int[] partner;
    private final int[] outer;
    private final boolean[] broken;
    private final List<Piece> pieces = new ArrayList<>();
    private int first;
    private int depth;

    private Reflow(CharSequence text) {
        this.text = text;
        this.tokens = Tokens.of(text);
        this.partner = new int[tokens.size()];
        this.outer = new int[tokens.size()];
        this.broken = new boolean[tokens.size()];
    }

    static List<Piece> lines(CharSequence text) {
        var reflow = new Reflow(text);
        reflow.pair();
        reflow.decide();
        reflow.layOut();
        return reflow.pieces;
    }

    private void pair() {
        Arrays.fill(partner, -1);
        var open = new ArrayDeque<Integer>();
        for (var index = 0; index < tokens.size(); index++) {
            switch (tokens.get(index).kind()) {
                case OPEN -> {
                    outer[index] = open.isEmpty() ? -1 : open.peek();
                    open.push(index);
                }
                case CLOSE -> {
                    if (!open.isEmpty()) {
                        partner[index] = open.peek();
                        partner[open.pop()] = index;
                    }
                }
                default -> {}
            }
        }
    }

    /** From the inside out: an argument list that holds a broken block is not broken itself. */
    private void decide() {
        var holdsBroken = new boolean[tokens.size()];
        for (var index = tokens.size() - 1; index >= 0; index--) {
            if (tokens.get(index).kind() != Kind.OPEN) {
                continue;
            }
            var close = partner[index];
            var end = close < 0 ? text.length() : tokens.get(close).end();
            var length = end - tokens.get(index).start();
            var isBlock = charAt(index) == '{';
            broken[index] =
                    isBlock ? length > SHORT_BLOCK : length > SHORT_LIST && !holdsBroken[index];
            var around = outer[index];
            if (around >= 0 && (broken[index] && isBlock || holdsBroken[index])) {
                holdsBroken[around] = true;
            }
        }
    }

    private void layOut() {
        var open = new ArrayDeque<Integer>();
        for (var index = 0; index < tokens.size(); index++) {
            var token = tokens.get(index);
            switch (token.kind()) {
                case OPEN -> {
                    open.push(index);
                    if (broken[index] && partner[index] != index + 1) {
                        endLine(index + 1);
                        depth++;
                    }
                }
                case CLOSE -> closed(index, open);
                case COMMA, SEMICOLON -> {
                    if (isBroken(open) && !isFollowedByComment(index)) {
                        endLine(index + 1);
                    }
                }
                case LINE -> endLine(index + 1);
                case WORD -> {}
            }
        }
        endLine(tokens.size());
    }

    private void closed(int index, ArrayDeque<Integer> open) {
        if (partner[index] < 0) {
            return;
        }
        var opening = open.pop();
        if (!broken[opening] || partner[opening] == opening + 1) {
            return;
        }
        endLine(index);
        depth--;
        if (charAt(index) == '}' && isBroken(open) && !continues(index + 1)) {
            endLine(index + 1);
        }
    }

    private boolean isBroken(ArrayDeque<Integer> open) {
        return open.isEmpty() || broken[open.peek()];
    }

    private boolean isFollowedByComment(int index) {
        return index + 1 < tokens.size()
                && tokens.get(index + 1).kind() == Kind.LINE
                && charAt(index + 1) == '/';
    }

    private boolean continues(int index) {
        if (index >= tokens.size()) {
            return false;
        }
        var token = tokens.get(index);
        return switch (token.kind()) {
            case COMMA, SEMICOLON, CLOSE, OPEN -> true;
            case LINE -> false;
            case WORD ->
                    ".?:&|=+-*<>".indexOf(charAt(index)) >= 0
                            || CONTINUE.contains(
                                    text.subSequence(token.start(), token.end()).toString());
        };
    }

    /** Ends the line before a token. */
    private void endLine(int next) {
        if (next > first) {
            pieces.add(
                    new Piece(
                            tokens.get(first).start(),
                            tokens.get(next - 1).end(),
                            Math.clamp(depth, 0, DEEPEST)));
            first = next;
        }
    }

    private char charAt(int index) {
        return text.charAt(tokens.get(index).start());
    }
}
