package dev.assay.scanners.source;

import dev.assay.scanners.profile.Words;

import java.util.HashSet;
import java.util.Set;

/**
 * The words of a source's text: names, and the parts of literals. What a compiler makes of code in
 * a language that nothing here parses keeps its property names and literals, so a function none of
 * whose words is strange may come from there, and one with a strange word does not.
 */
final class SourceWords {

    /** What compilers and bundlers write themselves: helpers, and what they turn syntax into. */
    private static final Set<String> OF_TOOLS =
            Set.of(
                    "__esModule",
                    "exports",
                    "module",
                    "require",
                    "default",
                    "Object",
                    "defineProperty",
                    "defineProperties",
                    "getOwnPropertyDescriptor",
                    "getOwnPropertyDescriptors",
                    "getOwnPropertyNames",
                    "getOwnPropertySymbols",
                    "getPrototypeOf",
                    "setPrototypeOf",
                    "propertyIsEnumerable",
                    "hasOwnProperty",
                    "hasOwn",
                    "keys",
                    "create",
                    "assign",
                    "enumerable",
                    "configurable",
                    "writable",
                    "value",
                    "get",
                    "set",
                    "call",
                    "apply",
                    "bind",
                    "prototype",
                    "constructor",
                    "arguments",
                    "length",
                    "concat",
                    "slice",
                    "push",
                    "Array",
                    "isArray",
                    "from",
                    "Symbol",
                    "iterator",
                    "asyncIterator",
                    "toStringTag",
                    "Module",
                    "next",
                    "done",
                    "then",
                    "return",
                    "throw",
                    "Promise",
                    "resolve",
                    "TypeError",
                    "undefined",
                    "use",
                    "strict",
                    "object",
                    "function",
                    "string",
                    "import",
                    "meta",
                    "url",
                    "name",
                    "this",
                    "super",
                    "__importDefault",
                    "__importStar",
                    "__createBinding",
                    "__setModuleDefault",
                    "__exportStar",
                    "__awaiter",
                    "__rest",
                    "__decorate",
                    "__metadata",
                    "__param",
                    "__values",
                    "__read",
                    "__spreadArray",
                    "decorate",
                    "metadata",
                    "Reflect");

    private static final Set<Long> TOOLS = new HashSet<>();

    static {
        OF_TOOLS.forEach(
                word -> {
                    TOOLS.add(Words.hash(word));
                    parts(word, TOOLS);
                });
    }

    private final Set<Long> words = new HashSet<>();

    /** Adds all words of a text. */
    void add(String text) {
        addOf(text, words);
        if (text.indexOf('\\') >= 0) {
            addOf(text.replaceAll("\\\\[a-z0-9\"'`\\\\]", "  "), words);
        }
    }

    private static void addOf(String text, Set<Long> words) {
        var from = -1;
        for (var at = 0; at <= text.length(); at++) {
            var isName = at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
            if (isName && from < 0) {
                from = at;
            } else if (!isName && from >= 0) {
                var name = text.substring(from, at);
                words.add(Words.hash(name));
                parts(name, words);
                from = -1;
            }
        }
    }

    private static void parts(String name, Set<Long> words) {
        var from = 0;
        for (var at = 0; at <= name.length(); at++) {
            if (at == name.length() || !Character.isLetterOrDigit(name.charAt(at))) {
                if (at > from) {
                    words.add(Words.hash(name.substring(from, at)));
                }
                from = at + 1;
            }
        }
    }

    boolean has(long word) {
        return words.contains(word) || TOOLS.contains(word);
    }

    /** Whether a function is made of these words alone. */
    boolean hasAll(String encoded) {
        for (var word : Words.decode(encoded)) {
            if (!has(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a line holds a name, or a part of a literal, that is none of these words. */
    boolean isStrange(String line) {
        var all = new HashSet<Long>();
        addOf(line, all);
        return !all.stream().allMatch(this::has);
    }
}
