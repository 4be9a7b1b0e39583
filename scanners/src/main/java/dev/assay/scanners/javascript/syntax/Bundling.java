package dev.assay.scanners.javascript.syntax;

/** Tells what the code's author wrote from what compilers, bundlers and minifiers make of it. */
final class Bundling {

    /** Names of at most this length are a minifier's, and mean nothing. */
    private static final int SHORT_NAME = 3;

    private static final int DEEPEST_INTEROP = 3;

    private Bundling() {}

    static boolean isMeaningless(String name) {
        return name.length() <= SHORT_NAME;
    }

    /** Bundlers number names that would clash, and number them anew in each build. */
    static String withoutCounter(String name) {
        var end = name.length();
        while (end > 1 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    /**
     * {@code var chunkABC = require("./chunk-ABC.cjs")}: its name and its exports are the
     * bundler's.
     */
    static boolean isOwnChunk(Node object) {
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

    /** Whether a name holds a module, whose members are names like any other. */
    static boolean isModule(Binding binding) {
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
        for (var depth = 0; depth < DEEPEST_INTEROP && call.is(Kind.CALL); depth++) {
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

    /** {@code new Error(x)} is {@code Error(x)}, and some minifiers write it so. */
    static boolean isPlainCall(Node construction) {
        return construction.kid(0) instanceof Ident ident
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
}
