package dev.assay.scanners.javascript;

import dev.assay.scanners.profile.FunctionPrint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The functions of files, without what they do: each file is parsed alone, and nothing is followed.
 * A file's functions are the same as in the profile of a package that holds it.
 */
public final class CodePrints {

    /** What became of reading one file. */
    public sealed interface Reading {

        /** Its functions, in the order that they begin in. */
        record Read(List<FunctionPrint> functions) implements Reading {}

        /** It is not read, and why. */
        record Unread(String reason) implements Reading {}
    }

    private final AnalysisLimits limits;
    private final List<FrontEnd> languages;

    /**
     * @param languages what is read by another front end than JavaScript's
     */
    public CodePrints(AnalysisLimits limits, List<FrontEnd> languages) {
        this.limits = limits;
        this.languages = List.copyOf(languages);
    }

    /** Reads files of code, all that are given. */
    public Map<String, Reading> read(SortedMap<String, byte[]> files) {
        var readings = new TreeMap<String, Reading>();
        new Reader(limits, files, languages, new ReadScripts(0))
                .read(
                        new ArrayList<>(files.keySet()),
                        outcome -> {
                            switch (outcome) {
                                case Reader.Outcome.Read(var script) -> {
                                    var functions = new ArrayList<FunctionPrint>();
                                    JavaScriptAnalyser.functions(script, functions);
                                    readings.put(script.file(), new Reading.Read(functions));
                                }
                                case Reader.Outcome.Unread(var file, var reason) ->
                                        readings.put(file, new Reading.Unread(reason));
                            }
                        });
        return readings;
    }
}
