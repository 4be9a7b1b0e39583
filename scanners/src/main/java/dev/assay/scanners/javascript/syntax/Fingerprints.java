package dev.assay.scanners.javascript.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * Gives every function its fingerprint: half a SHA-256 over its tree, without positions, with local
 * and short names numbered by first occurrence, and with a hole where another function stands. A
 * cryptographic hash, because who writes the code would otherwise choose what it collides with.
 */
public final class Fingerprints {

    private static final int PRINT_BYTES = 16;
    private static final byte HOLE = (byte) 0xff;
    private static final byte LOCAL = (byte) 0xfe;
    private static final byte TEXT = (byte) 0xfd;
    private static final byte CLOSE = (byte) 0xfc;

    /** Names of at most this length are a minifier's, and mean nothing. */
    private static final int SHORT_NAME = 3;

    private final MessageDigest digest;
    private int round;
    private int numbers;
    private byte[] buffer = new byte[4096];
    private int length;
    private Fn function;

    private Fingerprints(Fn top) {
        function = top;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Fingerprints all functions of a file. */
    public static void take(Script script) {
        var prints = new Fingerprints(script.top());
        for (var fn : script.functions()) {
            prints.take(script, fn);
        }
    }

    private void take(Script script, Fn fn) {
        function = fn;
        length = 0;
        numbers = 0;
        round++;
        put((byte) ((fn.isAsync() ? 1 : 0) | (fn.isGenerator() ? 2 : 0)));
        put((byte) fn.parameters().size());
        if (fn == script.top()) {
            imports(script);
        }
        for (var parameter : fn.parameters()) {
            name(parameter);
        }
        if (fn.body() != fn) {
            statements(Canonical.body(fn.body()));
        }
        digest.update(buffer, 0, length);
        var hash = digest.digest();
        fn.setPrint(HexFormat.of().formatHex(hash, 0, PRINT_BYTES));
    }

    private void imports(Script script) {
        var specifiers = new TreeSet<String>();
        for (var imported : script.imports()) {
            specifiers.add(ChunkNames.normal(imported.from().specifier()));
        }
        for (var specifier : specifiers) {
            text(specifier);
        }
    }

    private void statements(Node[] statements) {
        for (var statement : statements) {
            write(statement);
        }
    }

    private void write(Node node) {
        switch (node.kind()) {
            case FUNCTION -> put(HOLE);
            case IDENT -> name((Ident) node);
            case VAR -> variable(node);
            case EXPRESSION -> write(node.kid(0));
            case CLASS -> cls((Cls) node);
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
            }
            case MEMBER -> {
                put(Kind.MEMBER);
                if (!(meaningless(node.name()) && isOwnChunk(node.kid(0)))) {
                    text(node.name());
                }
                all(node);
                put(CLOSE);
            }
            case PARAMETER -> {
                put(Kind.PARAMETER);
                put((byte) ((Parameter) node).index());
            }
            default -> {
                put(node.kind());
                if (node.text() != null) {
                    text(node.name());
                }
                all(node);
                put(CLOSE);
            }
        }
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

    /** {@code let x = 1} is {@code let x; x = 1}, and a bare declaration is nothing. */
    private void variable(Node node) {
        if (node.size() > 1) {
            put(Kind.ASSIGN);
            text("=");
            write(node.kid(0));
            write(node.kid(1));
            put(CLOSE);
        }
    }

    private void cls(Cls cls) {
        put(Kind.CLASS);
        if (cls.heritage() != null) {
            write(cls.heritage());
        }
        all(cls);
        put(CLOSE);
    }

    private void name(Ident ident) {
        var binding = ident.binding();
        if (binding == null) {
            if (ident.isNamed("undefined")) {
                put(Kind.UNDEFINED);
                put(CLOSE);
            } else {
                put(Kind.IDENT);
                text(ident.name());
            }
            return;
        }
        var imported = binding.imported();
        if (imported != null && !imported.specifier().startsWith(".")) {
            put(Kind.IDENT);
            text(imported.specifier());
            text(imported.name());
        } else if (isLocal(binding) || meaningless(binding.name()) || isOwnChunk(ident)) {
            put(LOCAL);
            if (!binding.isNumbered(round)) {
                binding.setNumber(round, numbers++);
            }
            number(binding.number());
        } else {
            put(Kind.IDENT);
            text(withoutCounter(binding.name()));
        }
    }

    private boolean isLocal(Binding binding) {
        return binding.owner() == function && function.outer() != null;
    }

    /**
     * {@code var chunkABC = require("./chunk-ABC.cjs")}: its name and its exports are the
     * bundler's.
     */
    private static boolean isOwnChunk(Node object) {
        if (!(object instanceof Ident ident)
                || ident.binding() == null
                || ident.binding().writes().size() != 1) {
            return false;
        }
        var value = ident.binding().writes().getFirst().value();
        return value.is(Kind.CALL)
                && value.size() == 2
                && value.kid(0).isNamed("require")
                && value.kid(1).is(Kind.STRING)
                && value.kid(1).name().startsWith(".");
    }

    private static boolean meaningless(String name) {
        return name.length() <= SHORT_NAME;
    }

    /** Bundlers number names that would clash, and number them anew in each build. */
    private static String withoutCounter(String name) {
        var end = name.length();
        while (end > 1 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
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
