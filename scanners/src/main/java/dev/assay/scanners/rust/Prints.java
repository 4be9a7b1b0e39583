package dev.assay.scanners.rust;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Words;
import dev.assay.scanners.rust.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Fingerprints of functions: a hash over their tokens, without comments and layout, so that a
 * function that was moved is the same function. What stands in an inner function is not the outer
 * one's.
 */
final class Prints {

    private static final int DIGITS = 32;
    private static final int SHORTEST_WORD = 3;
    private static final Set<String> LANGUAGE =
            Set.of(
                    "let", "mut", "pub", "use", "self", "Self", "fn", "async", "await", "move",
                    "ref", "impl", "for", "where", "match", "return", "Some", "None", "Ok", "Err",
                    "crate", "super", "String", "str", "Vec", "Result", "Option", "into", "clone",
                    "else");

    private final SourceFile file;

    Prints(SourceFile file) {
        this.file = file;
    }

    /** Of all functions, and of what stands outside of them, each in the order of the file. */
    List<FunctionPrint> all(Report report) {
        var prints = new ArrayList<FunctionPrint>();
        prints.add(of(null));
        for (var function : file.outline().functions()) {
            var print = of(function);
            report.print(function, print.print());
            prints.add(print);
        }
        return prints;
    }

    private FunctionPrint of(@Nullable Function function) {
        var tokens = file.tokens();
        var from = function == null ? 0 : function.from();
        var to = function == null ? tokens.size() : function.to();
        var print = Sha256.newDigest();
        var shape = Sha256.newDigest();
        var words = new Words();
        var size = 0;
        var inner = file.outline().functions();
        var next = firstAfter(inner, function);
        for (var at = from; at < to; at++) {
            while (next < inner.size() && inner.get(next).from() < at) {
                next++;
            }
            if (next < inner.size()
                    && inner.get(next).from() == at
                    && inner.get(next) != function) {
                at = Math.max(at, inner.get(next).to() - 1);
                put(print, "fn");
                continue;
            }
            var token = tokens.get(at);
            if (token.kind() == Kind.DOCUMENTATION) {
                continue;
            }
            size++;
            put(print, token.kind().name());
            put(print, token.text());
            if (function != null) {
                put(shape, token.kind().name());
                put(shape, token.isWord() && !isCalled(at) ? "" : token.text());
            }
            word(words, token);
        }
        var begin = tokens.isEmpty() ? null : tokens.get(Math.min(from, tokens.size() - 1));
        var end =
                tokens.isEmpty() ? null : tokens.get(Math.max(0, Math.min(to, tokens.size()) - 1));
        return new FunctionPrint(
                hex(print),
                function == null ? "" : hex(shape),
                size,
                words.encode(),
                file.path(),
                function == null || begin == null ? 0 : begin.start(),
                function == null || end == null ? file.source().length() : end.end(),
                function == null || begin == null ? 1 : begin.line(),
                end == null ? 1 : end.line(),
                function == null ? "" : function.name());
    }

    private static int firstAfter(List<Function> all, @Nullable Function function) {
        return function == null ? 0 : all.indexOf(function) + 1;
    }

    /** Names of what is called, of paths and of fields outlast a renaming of variables. */
    private boolean isCalled(int at) {
        var tokens = file.tokens();
        return at > 0 && (tokens.get(at - 1).is(".") || tokens.get(at - 1).is("::"))
                || at + 1 < tokens.size()
                        && (tokens.get(at + 1).is("(")
                                || tokens.get(at + 1).is("!")
                                || tokens.get(at + 1).is("::"));
    }

    private static void word(Words words, Token token) {
        switch (token.kind()) {
            case TEXT -> words.addParts(token.text());
            case NUMBER -> {
                if (token.text().length() > 1) {
                    words.add(token.text());
                }
            }
            case WORD -> {
                if (token.text().length() >= SHORTEST_WORD && !LANGUAGE.contains(token.text())) {
                    words.add(token.text());
                }
            }
            default -> {}
        }
    }

    private static void put(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) bytes.length);
        digest.update((byte) (bytes.length >> 8));
        digest.update((byte) (bytes.length >> 16));
        digest.update(bytes);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
