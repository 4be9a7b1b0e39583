package dev.assay.scanners.source;

import dev.assay.scanners.javascript.AnalysisLimits;
import dev.assay.scanners.javascript.CodePrints;
import dev.assay.scanners.javascript.CodePrints.Reading;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.python.PythonLanguage;
import dev.assay.scanners.vendored.Attributor;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The code of a source: its functions where it is parsed, its words wherever it is text. */
final class SourceCode {

    private static final PythonLanguage PYTHON = new PythonLanguage();

    /** More text than this is no source of one package, or is not looked at within a deadline. */
    static final long MOST_BYTES = 48L << 20;

    private final Set<String> prints = new HashSet<>();
    private final Set<String> shapes = new HashSet<>();
    private final Map<String, Set<String>> filesOfPrint = new HashMap<>();
    private final SourceWords all = new SourceWords();
    private final List<SourceWords> byFile = new ArrayList<>();
    private final List<TreeMatch.Unread> unread = new ArrayList<>();

    /** Reads files of code, in which a front end of its own reads each language. */
    static Map<String, Reading> read(SortedMap<String, byte[]> files) {
        var python = new TreeMap<String, byte[]>();
        var javaScript = new TreeMap<String, byte[]>();
        files.forEach(
                (path, bytes) ->
                        (PYTHON.isCode(path, bytes) ? python : javaScript).put(path, bytes));
        var limits = AnalysisLimits.defaults();
        var readings = new TreeMap<String, Reading>();
        readings.putAll(new CodePrints(limits, List.of()).read(javaScript));
        readings.putAll(new CodePrints(limits, List.of(PYTHON)).read(python));
        return readings;
    }

    /** Whether a file is code that is parsed here. */
    static boolean isCode(String path, byte[] bytes) {
        if (path.endsWith(".js") || path.endsWith(".mjs") || path.endsWith(".cjs")) {
            return true;
        }
        if (PYTHON.isCode(path, bytes)) {
            return true;
        }
        return bytes.length > 10
                && bytes[0] == '#'
                && bytes[1] == '!'
                && line(bytes).contains("node");
    }

    private static String line(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(120, bytes.length), StandardCharsets.ISO_8859_1);
        return head.lines().findFirst().orElse("");
    }

    SourceCode(SortedMap<String, byte[]> source) {
        var code = new TreeMap<String, byte[]>();
        source.forEach(
                (path, bytes) -> {
                    if (isCode(path, bytes)) {
                        code.put(path, bytes);
                    }
                });
        read(code)
                .forEach(
                        (path, reading) -> {
                            switch (reading) {
                                case Reading.Read(var functions) ->
                                        functions.forEach(each -> add(path, each));
                                case Reading.Unread(var reason) ->
                                        unread.add(new TreeMatch.Unread(path, reason));
                            }
                        });
        source.forEach(
                (path, bytes) -> {
                    if (code.containsKey(path) || isWorded(path)) {
                        var text = new String(bytes, StandardCharsets.UTF_8);
                        var own = new SourceWords();
                        own.add(text);
                        byFile.add(own);
                        all.add(text);
                    }
                });
    }

    /** JSON is inlined by bundlers, and tells no code of its own. */
    private static boolean isWorded(String path) {
        return BuildMarks.isCompiled(path) || path.endsWith(".json") && !path.endsWith("lock.json");
    }

    private void add(String path, FunctionPrint function) {
        prints.add(function.print());
        filesOfPrint.computeIfAbsent(function.print(), key -> new HashSet<>(1)).add(path);
        if (!function.shape().isEmpty() && Attributor.isTelling(function)) {
            shapes.add(function.shape());
        }
    }

    List<TreeMatch.Unread> unread() {
        return unread;
    }

    boolean has(FunctionPrint function) {
        return prints.contains(function.print());
    }

    boolean hasRenamed(FunctionPrint function) {
        return shapes.contains(function.shape()) && Attributor.isTelling(function);
    }

    /**
     * Whether it may be what a compiler made of one file, or a bundler of all.
     *
     * @param ofMany whether a build may have put code of several files into one function
     */
    boolean mayBeMadeOf(FunctionPrint function, boolean ofMany) {
        return all.hasAll(function.words())
                && (ofMany || byFile.stream().anyMatch(each -> each.hasAll(function.words())));
    }

    SourceWords words() {
        return all;
    }

    /** The file that most functions of a file stand in, where it is more than half of them. */
    @Nullable String mostlyFrom(List<FunctionPrint> functions) {
        var counts = new TreeMap<String, Integer>();
        var telling = functions.stream().filter(Attributor::isTelling).toList();
        for (var function : telling) {
            filesOfPrint
                    .getOrDefault(function.print(), Set.of())
                    .forEach(path -> counts.merge(path, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() * 2 > telling.size())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
