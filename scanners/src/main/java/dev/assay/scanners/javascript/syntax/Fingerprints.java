package dev.assay.scanners.javascript.syntax;

import dev.assay.scanners.profile.Words;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Gives every function its two hashes and its words, in one walk over the {@link Canonical} tree.
 * The print is exact: local and short names are numbered by first occurrence, another function
 * leaves a hole. The shape outlasts a build: no declared name counts, not even one from outside the
 * function, for a bundler renames what it puts together.
 */
public final class Fingerprints {

    /** Smaller functions are alike everywhere: their shapes say nothing of where they come from. */
    public static final int SMALLEST_SHAPE = 12;

    private static final byte HOLE = (byte) 0xff;
    private static final byte LOCAL = (byte) 0xfe;
    private static final byte CLOSE = (byte) 0xfc;

    /** A member of a module, which counts like a declared name. */
    private record ModuleMember(Binding module, String name) {}

    private final HashInput print = new HashInput();
    private final HashInput shape = new HashInput();
    private final Words words = new Words();

    /** Numbers in the shape of what is no binding: members of modules, private names. */
    private final Map<Object, Integer> otherNumbers = new HashMap<>(0);

    /** The number of the function in the file: bindings know by it in which one they had theirs. */
    private int round;

    private int printNumbers;
    private int shapeNumbers;
    private int size;
    private Fn function;

    private Fingerprints(Fn top) {
        function = top;
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
        round++;
        printNumbers = 0;
        shapeNumbers = 0;
        size = 0;
        otherNumbers.clear();
        put((byte) ((fn.isAsync() ? 1 : 0) | (fn.isGenerator() ? 2 : 0)));
        print.put((byte) fn.parameters().size());
        if (fn == script.top()) {
            imports(script);
        }
        for (var parameter : fn.parameters()) {
            printName(parameter);
            var binding = parameter.binding();
            shapeNumber(binding == null ? shapeNumbers++ : shapeNumber(binding));
        }
        if (fn.body() != fn) {
            all(Canonical.body(fn.body()));
        }
        fn.setPrint(print.hash());
        var hash = shape.hash();
        // A bundler puts the top levels of many files together: that one has no shape of its own.
        fn.setShape(fn == script.top() ? "" : hash, size, words.encode());
    }

    private void imports(Script script) {
        var specifiers = new TreeSet<String>();
        for (var imported : script.imports()) {
            specifiers.add(ChunkNames.normal(imported.from().specifier()));
        }
        specifiers.forEach(print::text);
    }

    private void write(Node node) {
        size++;
        switch (node.kind()) {
            case FUNCTION -> put(HOLE);
            case IDENT -> name((Ident) node);
            case VAR -> variable(node);
            case EXPRESSION -> write(node.kid(0));
            case CLASS -> cls((Cls) node);
            case BLOCK -> whole(Kind.BLOCK, Canonical.block(node));
            case FOR, FOR_IN, FOR_OF, DO -> loop(node);
            case UNARY -> unary(node);
            case NEW -> whole(Bundling.isPlainCall(node) ? Kind.CALL : Kind.NEW, node.kids());
            case RETURN ->
                    whole(Kind.RETURN, Canonical.isEmptyReturn(node) ? Node.NONE : node.kids());
            case STRING -> {
                put(Kind.STRING);
                text(ChunkNames.normal(node.name()));
                words.addParts(node.name());
            }
            case MEMBER -> member(node);
            case PROPERTY -> property(node);
            case PARAMETER -> {
                put(Kind.PARAMETER);
                put((byte) ((Parameter) node).index());
            }
            default -> {
                put(node.kind());
                if (node.text() != null) {
                    text(node.name());
                    if (node.is(Kind.REGEXP) || node.is(Kind.META)) {
                        words.add(node.name());
                    }
                }
                all(node.kids());
                put(CLOSE);
            }
        }
    }

    private void all(Node[] nodes) {
        for (var node : nodes) {
            write(node);
        }
    }

    private void whole(Kind kind, Node[] kids) {
        put(kind);
        all(kids);
        put(CLOSE);
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
            whole(Kind.BLOCK, Canonical.loop(body));
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
        all(node.kids());
        put(CLOSE);
    }

    /** {@code let x = 1} is {@code let x; x = 1}, and a bare declaration is nothing. */
    private void variable(Node node) {
        if (node.size() > 1) {
            put(Kind.ASSIGN);
            text("=");
            all(node.kids());
            put(CLOSE);
        }
    }

    private void cls(Cls cls) {
        put(Kind.CLASS);
        if (cls.heritage() != null) {
            write(cls.heritage());
        }
        all(cls.kids());
        put(CLOSE);
    }

    private void property(Node node) {
        put(Kind.PROPERTY);
        if (node.text() != null) {
            if (isPrivate(node.name())) {
                print.text(node.name());
                shapeOther(node.name());
            } else {
                text(node.name());
                words.add(node.name());
            }
        }
        all(node.kids());
        put(CLOSE);
    }

    private void member(Node node) {
        var name = node.name();
        var object = node.kid(0);
        print.put(Kind.MEMBER);
        if (!(Bundling.isMeaningless(name) && Bundling.isOwnChunk(object))) {
            print.text(name);
        }
        if (object instanceof Ident ident
                && ident.binding() instanceof Binding binding
                && !isPrivate(name)
                && Bundling.isModule(binding)) {
            // What a module gives is a name like any other: lib_1.parse is parse.
            printName(ident);
            print.put(CLOSE);
            shapeOther(new ModuleMember(binding, name));
            return;
        }
        shape.put(Kind.MEMBER);
        if (isPrivate(name)) {
            shapeOther(name);
        } else {
            shape.text(name);
            words.add(name);
        }
        write(object);
        put(CLOSE);
    }

    private static boolean isPrivate(String name) {
        return !name.isEmpty() && name.charAt(0) == '#';
    }

    // Names

    private void name(Ident ident) {
        printName(ident);
        var binding = ident.binding();
        if (binding != null) {
            shapeNumber(shapeNumber(binding));
        } else if (ident.isNamed("undefined")) {
            shape.put(Kind.UNDEFINED);
            shape.put(CLOSE);
        } else {
            shape.put(Kind.IDENT);
            shape.text(ident.name());
            words.add(ident.name());
        }
    }

    private int shapeNumber(Binding binding) {
        binding.enter(round);
        if (binding.shapeNumber() < 0) {
            binding.setShapeNumber(shapeNumbers++);
        }
        return binding.shapeNumber();
    }

    private void shapeOther(Object known) {
        shapeNumber(otherNumbers.computeIfAbsent(known, key -> shapeNumbers++));
    }

    private void shapeNumber(int number) {
        shape.put(LOCAL);
        shape.number(number);
    }

    private void printName(Ident ident) {
        var binding = ident.binding();
        if (binding == null) {
            if (ident.isNamed("undefined")) {
                print.put(Kind.UNDEFINED);
                print.put(CLOSE);
            } else {
                print.put(Kind.IDENT);
                print.text(ident.name());
            }
            return;
        }
        var imported = binding.imported();
        if (imported != null && !imported.specifier().startsWith(".")) {
            print.put(Kind.IDENT);
            print.text(imported.specifier());
            print.text(imported.name());
        } else if (isLocal(binding)
                || Bundling.isMeaningless(binding.name())
                || Bundling.isOwnChunk(ident)) {
            binding.enter(round);
            if (binding.printNumber() < 0) {
                binding.setPrintNumber(printNumbers++);
            }
            print.put(LOCAL);
            print.number(binding.printNumber());
        } else {
            print.put(Kind.IDENT);
            print.text(Bundling.withoutCounter(binding.name()));
        }
    }

    private boolean isLocal(Binding binding) {
        return binding.owner() == function && function.outer() != null;
    }

    // Both hashes

    private void put(Kind kind) {
        put((byte) kind.ordinal());
    }

    private void put(byte value) {
        print.put(value);
        shape.put(value);
    }

    private void text(String value) {
        var from = print.length();
        print.text(value);
        shape.copy(print, from);
    }
}
