package dev.assay.scanners.javascript.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed file: its tree, its text, and the tables that {@link Scopes} filled. It follows from the
 * file's name and bytes alone, and nothing changes it once {@link Scripts} has given it out, so
 * that it can serve for each package that has the file.
 */
public final class Script {

    /**
     * A name that an import declaration takes.
     *
     * @param local the name in this file; empty for an import that binds nothing
     * @param from where it comes from
     */
    public record Import(String local, Binding.Import from) {}

    /**
     * A name that a module offers.
     *
     * @param name what importers call it; {@code *} for all of the other module's names
     * @param local its name in this file, or in the other module where there is a specifier
     * @param specifier the other module; empty for what is declared here
     */
    public record Export(String name, String local, String specifier) {}

    private static final int LONGEST_PATH = 200;

    private final String file;
    private final String text;
    private final Fn top;
    private final boolean module;
    private final List<Import> imports;
    private final List<Export> exports;
    private final Map<String, Binding> topLevel = new HashMap<>();
    private final Map<String, List<Node>> memberCalls = new HashMap<>();
    private final Map<String, List<Node>> exportWrites = new HashMap<>();
    private final Map<Node, Binding> objectNames = new IdentityHashMap<>();
    private final Map<Node, Binding> callNames = new IdentityHashMap<>();
    private final List<Fn> functions = new ArrayList<>();
    private final List<Node> sites = new ArrayList<>();
    private final List<Node> dynamicImports = new ArrayList<>(0);
    private final List<String> paths = new ArrayList<>(0);
    private final List<Cls> classes = new ArrayList<>(0);
    private final Map<String, List<Node>> environmentWrites = new HashMap<>(0);
    private boolean foreign;
    private int[] lineStarts = {};

    Script(
            String file,
            String text,
            Fn top,
            boolean module,
            List<Import> imports,
            List<Export> exports) {
        this.file = file;
        this.text = text;
        this.top = top;
        this.module = module;
        this.imports = imports;
        this.exports = new ArrayList<>(exports);
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    public Fn top() {
        return top;
    }

    /** Whether it is of another language, whose front end made its tree. */
    public boolean isForeign() {
        return foreign;
    }

    void setForeign() {
        foreign = true;
    }

    /** Whether it parsed as an ECMAScript module. */
    public boolean isModule() {
        return module;
    }

    /** The specifiers of import declarations, with the names taken. */
    public List<Import> imports() {
        return imports;
    }

    public List<Export> exports() {
        return exports;
    }

    void addExport(Export export) {
        exports.add(export);
    }

    void addExportWrite(String name, Node value) {
        exportWrites.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }

    /** All CALL, NEW and ASSIGN nodes, what is around before what is in it. */
    public List<Node> sites() {
        return sites;
    }

    /** All IMPORT nodes, in the same order. */
    public List<Node> dynamicImports() {
        return dynamicImports;
    }

    /** Literals that look like files of code or data. */
    public List<String> paths() {
        return paths;
    }

    void noteText(String text) {
        var last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        if ((last == 's' || last == 'n')
                && text.length() < LONGEST_PATH
                && (text.endsWith(".js")
                        || text.endsWith(".mjs")
                        || text.endsWith(".cjs")
                        || text.endsWith(".json"))) {
            paths.add(text);
        }
    }

    /** All classes, in source order. */
    public List<Cls> classes() {
        return classes;
    }

    /** What is assigned to {@code process.env.NAME}. */
    public Map<String, List<Node>> environmentWrites() {
        return environmentWrites;
    }

    public Map<String, Binding> topLevel() {
        return topLevel;
    }

    /** Calls by the name of the property called: {@code x.NAME(…)}. */
    public Map<String, List<Node>> memberCalls() {
        return memberCalls;
    }

    /** {@code exports.NAME = …}; {@code module.exports = …} has the name {@code =}. */
    public Map<String, List<Node>> exportWrites() {
        return exportWrites;
    }

    /** The variable that an object literal, or another value that calls change, was assigned to. */
    public Map<Node, Binding> objectNames() {
        return objectNames;
    }

    /** The variable that the result of a call was assigned to. */
    public Map<Node, Binding> callNames() {
        return callNames;
    }

    /** All functions, the top level first, in source order. */
    public List<Fn> functions() {
        return functions;
    }

    /** The line of an offset, from 1. */
    public int line(int offset) {
        var starts = lineStarts();
        var low = Arrays.binarySearch(starts, offset);
        return low >= 0 ? low + 1 : -low - 1;
    }

    /** The column of an offset in UTF-16 units, from 1. */
    public int column(int offset) {
        return offset - lineStarts()[line(offset) - 1] + 1;
    }

    private int[] lineStarts() {
        if (lineStarts.length == 0) {
            var starts = new int[64];
            var count = 1;
            for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = at + 1;
            }
            lineStarts = Arrays.copyOf(starts, count);
        }
        return lineStarts;
    }
}
