package dev.assay.scanners.javascript.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Gives every function what outlasts a build: its shape, a hash like its fingerprint in which no
 * declared name counts, not even one from outside the function; its size; and its words, the
 * property names, literals and global names in it, by which two functions that differ can be found
 * to be related. A bundler renames what it puts together; words and order of a function stay.
 */
public final class Shapes {

    /** Smaller functions are alike everywhere: their shapes say nothing of where they come from. */
    public static final int SMALLEST = 12;

    /** Bytes of one word's hash. It ranks and relates; nothing is trusted because of it. */
    public static final int WORD_BYTES = 6;

    private static final int MOST_WORDS = 96;
    private static final int SHORTEST_PART = 3;
    private static final int SHAPE_BYTES = 16;
    private static final byte HOLE = (byte) 0xff;
    private static final byte LOCAL = (byte) 0xfe;
    private static final byte TEXT = (byte) 0xfd;
    private static final byte CLOSE = (byte) 0xfc;

    private final MessageDigest digest;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final TreeSet<Long> words = new TreeSet<>();
    private byte[] buffer = new byte[4096];
    private int length;
    private int size;

    private Shapes() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the shapes of all functions of a file. */
    public static void take(Script script) {
        var shapes = new Shapes();
        for (var fn : script.functions()) {
            shapes.take(fn, fn == script.top());
        }
    }

    private void take(Fn fn, boolean isTop) {
        length = 0;
        size = 0;
        numbers.clear();
        words.clear();
        put((byte) ((fn.isAsync() ? 1 : 0) | (fn.isGenerator() ? 2 : 0)));
        for (var parameter : fn.parameters()) {
            local(parameter.binding() == null ? parameter : parameter.binding());
        }
        if (fn.body() != fn) {
            statements(Canonical.body(fn.body()));
        }
        digest.update(buffer, 0, length);
        var hash = HexFormat.of().formatHex(digest.digest(), 0, SHAPE_BYTES);
        // A bundler puts the top levels of many files together, so that one has no shape of its
        // own.
        fn.setShape(isTop ? "" : hash, size, words());
    }

    private String words() {
        var bytes = new byte[words.size() * WORD_BYTES];
        var at = 0;
        for (var word : words) {
            for (var shift = (WORD_BYTES - 1) * 8; shift >= 0; shift -= 8) {
                bytes[at++] = (byte) (word >> shift);
            }
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The hash of a word, for whoever compares a name with a function's words. */
    public static long word(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
        }
        hash ^= hash >>> 29;
        hash *= 0xbf58476d1ce4e5b9L;
        return (hash ^ hash >>> 32) & 0xffffffffffffL;
    }

    /** The hashes in a function's words, in ascending order. */
    public static long[] words(String encoded) {
        var bytes = Base64.getDecoder().decode(encoded);
        var words = new long[bytes.length / WORD_BYTES];
        for (var index = 0; index < words.length; index++) {
            for (var each = 0; each < WORD_BYTES; each++) {
                words[index] = words[index] << 8 | bytes[index * WORD_BYTES + each] & 0xff;
            }
        }
        return words;
    }

    private void statements(Node[] statements) {
        for (var statement : statements) {
            write(statement);
        }
    }

    private void write(Node node) {
        size++;
        switch (node.kind()) {
            case FUNCTION -> put(HOLE);
            case IDENT -> name((Ident) node);
            case VAR -> {
                if (node.size() > 1) {
                    put(Kind.ASSIGN);
                    text("=");
                    write(node.kid(0));
                    write(node.kid(1));
                    put(CLOSE);
                }
            }
            case EXPRESSION -> write(node.kid(0));
            case CLASS -> {
                put(Kind.CLASS);
                var heritage = ((Cls) node).heritage();
                if (heritage != null) {
                    write(heritage);
                }
                all(node);
                put(CLOSE);
            }
            case BLOCK -> {
                put(Kind.BLOCK);
                statements(Canonical.block(node));
                put(CLOSE);
            }
            case FOR, FOR_IN, FOR_OF, DO -> loop(node);
            case UNARY -> unary(node);
            case NEW -> {
                put(isPlainCall(node) ? Kind.CALL : Kind.NEW);
                all(node);
                put(CLOSE);
            }
            case RETURN -> {
                put(Kind.RETURN);
                if (!Canonical.isEmptyReturn(node)) {
                    all(node);
                }
                put(CLOSE);
            }
            case STRING -> {
                put(Kind.STRING);
                text(ChunkNames.normal(node.name()));
                parts(node.name());
            }
            case MEMBER -> member(node);
            case PARAMETER -> {
                put(Kind.PARAMETER);
                put((byte) ((Parameter) node).index());
            }
            default -> {
                put(node.kind());
                if (node.is(Kind.PROPERTY) && node.name().startsWith("#")) {
                    local(node.name());
                } else if (node.text() != null) {
                    word(node.name(), counts(node));
                }
                all(node);
                put(CLOSE);
            }
        }
    }

    private static boolean counts(Node node) {
        return node.is(Kind.PROPERTY) || node.is(Kind.REGEXP) || node.is(Kind.META);
    }

    /** What a module gives is a name like any other: {@code lib_1.parse} is {@code parse}. */
    private void member(Node node) {
        if (node.name().startsWith("#")) {
            put(Kind.MEMBER);
            local(node.name());
            write(node.kid(0));
            put(CLOSE);
            return;
        }
        if (node.kid(0) instanceof Ident object && isModule(object)) {
            local(List.of(object.binding(), node.name()));
            return;
        }
        put(Kind.MEMBER);
        word(node.name(), true);
        write(node.kid(0));
        put(CLOSE);
    }

    private static boolean isModule(Ident object) {
        var binding = object.binding();
        if (binding == null) {
            return false;
        }
        var imported = binding.imported();
        if (imported != null) {
            return imported.name().equals("*");
        }
        return binding.writes().size() == 1
                && !binding.isOpaque()
                && isRequired(binding.writes().getFirst().value());
    }

    /** {@code require("x")}, also in what compilers wrap around it. */
    private static boolean isRequired(Node value) {
        var call = value;
        for (var depth = 0; depth < 3 && call.is(Kind.CALL); depth++) {
            var callee = call.kid(0);
            if (callee.is(Kind.IDENT)
                    && (callee.isNamed("require") || callee.name().startsWith("require_"))) {
                return true;
            }
            if (call.size() < 2 || !isInterop(callee)) {
                return false;
            }
            call = call.kid(1);
        }
        return false;
    }

    private static boolean isInterop(Node callee) {
        return switch (callee.name()) {
            case "__toESM",
                    "__importDefault",
                    "__importStar",
                    "_interopRequireDefault",
                    "_interopRequireWildcard",
                    "_interop_require_default",
                    "_interop_require_wildcard" ->
                    true;
            default -> false;
        };
    }

    private void loop(Node node) {
        put(node.kind());
        var last = node.size() - 1;
        for (var index = 0; index < last; index++) {
            var kid = node.kid(index);
            // for (;;) is while (true).
            if (!(kid.is(Kind.BOOLEAN) && kid.isNamed("true") && node.is(Kind.FOR))) {
                write(kid);
            }
        }
        var body = node.kid(last);
        if (body.is(Kind.BLOCK)) {
            put(Kind.BLOCK);
            statements(Canonical.loop(body));
            put(CLOSE);
        } else {
            write(body);
        }
        put(CLOSE);
    }

    private void unary(Node node) {
        if (node.isNamed("!")) {
            var negated = Canonical.negated(node.kid(0));
            if (!negated.is(Kind.UNARY)) {
                write(negated);
                return;
            }
        }
        put(Kind.UNARY);
        text(node.name());
        all(node);
        put(CLOSE);
    }

    /** {@code new Error(x)} is {@code Error(x)}, and some minifiers write it so. */
    private static boolean isPlainCall(Node node) {
        return node.kid(0) instanceof Ident ident
                && ident.binding() == null
                && switch (ident.name()) {
                    case "Error",
                            "TypeError",
                            "RangeError",
                            "SyntaxError",
                            "ReferenceError",
                            "RegExp",
                            "Array",
                            "Object",
                            "AggregateError",
                            "EvalError",
                            "URIError" ->
                            true;
                    default -> false;
                };
    }

    private void all(Node node) {
        for (var kid : node.kids()) {
            write(kid);
        }
    }

    private void name(Ident ident) {
        var binding = ident.binding();
        if (binding != null) {
            local(binding);
        } else if (ident.isNamed("undefined")) {
            put(Kind.UNDEFINED);
            put(CLOSE);
        } else {
            put(Kind.IDENT);
            word(ident.name(), true);
        }
    }

    private void local(Object known) {
        put(LOCAL);
        number(numbers.computeIfAbsent(known, key -> numbers.size()));
    }

    private void word(String value, boolean counts) {
        text(value);
        if (counts) {
            keep(value);
        }
    }

    /** Minifiers put literals together and take them apart, but seldom within a word. */
    private void parts(String literal) {
        var from = 0;
        for (var at = 0; at <= literal.length(); at++) {
            if (at == literal.length() || !Character.isLetterOrDigit(literal.charAt(at))) {
                if (at - from >= SHORTEST_PART) {
                    keep(literal.substring(from, at));
                }
                from = at + 1;
            }
        }
    }

    private void keep(String value) {
        if (words.add(word(value)) && words.size() > MOST_WORDS) {
            // The smallest hashes of large sets overlap as the sets do.
            words.pollLast();
        }
    }

    // Buffer

    private void put(Kind kind) {
        put((byte) kind.ordinal());
    }

    private void put(byte value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length++] = value;
    }

    private void number(int value) {
        put((byte) (value >> 8));
        put((byte) value);
    }

    private void text(String value) {
        put(TEXT);
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        number(bytes.length >> 16);
        number(bytes.length);
        if (length + bytes.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes.length));
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }
}
