package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Other programs that are started. */
final class ProcessFacts {

    private static final int MOST_ARGUMENTS = 20;

    private final Report report;

    ProcessFacts(Report report) {
        this.report = report;
    }

    void called(Site site) {
        switch (site.owner()) {
            case "java/lang/Runtime" -> {
                if (site.name().equals("exec")) {
                    executed(site);
                }
            }
            case "java/lang/ProcessBuilder" -> {
                var isFilled =
                        (site.isConstructor() || site.name().equals("command"))
                                && !site.args().isEmpty();
                if (isFilled
                        || site.name().equals("start")
                        || site.name().equals("startPipeline")) {
                    built(site, site.receiver().heap(), isFilled);
                }
            }
            case "org/apache/commons/exec/CommandLine" -> {
                if (site.name().equals("parse") || site.isConstructor()) {
                    line(site, "CommandLine", site.arg(0));
                }
            }
            default -> {}
        }
    }

    private void executed(Site site) {
        if (site.parameter(0).startsWith("[")) {
            list(site, "Runtime.exec", elements(site.arg(0).heap()), true);
        } else {
            line(site, "Runtime.exec", site.arg(0));
        }
    }

    private void built(Site site, @Nullable Heap heap, boolean isFilled) {
        var words = elements(heap);
        if (!words.isEmpty() || !isFilled) {
            list(site, "ProcessBuilder", words, !isFilled);
        }
    }

    private static List<Val> elements(@Nullable Heap heap) {
        return heap == null ? List.of() : heap.elements();
    }

    private void line(Site site, String sink, Val command) {
        var texts = command.allTexts();
        if (texts.isEmpty()) {
            add(site, sink, "*", Via.PLAIN, "", List.of());
        }
        for (var text : texts) {
            var shown = text.shown().strip();
            var word = shown.split("\\s", 2)[0];
            add(site, sink, word.isEmpty() ? "*" : word, text.via(), shown, List.of());
        }
    }

    /**
     * @param orUnknown whether a program that is not known is told as well
     */
    private void list(Site site, String sink, List<Val> words, boolean orUnknown) {
        var first = words.isEmpty() ? Val.UNKNOWN : words.getFirst();
        var programs = first.allTexts();
        var args = new ArrayList<String>();
        for (var index = 1; index < Math.min(words.size(), MOST_ARGUMENTS); index++) {
            var text = words.get(index).text();
            args.add(text == null ? "{}" : text.shown());
        }
        if (programs.isEmpty() && orUnknown) {
            add(site, sink, "*", Via.PLAIN, "", args);
        }
        for (var program : programs) {
            add(site, sink, program.shown().strip(), program.via(), program.shown(), args);
        }
    }

    private void add(
            Site site, String sink, String program, Via via, String command, List<String> args) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("sink", sink);
        if (!command.isEmpty() && !command.equals(program)) {
            detail.put("command", command.length() > 300 ? command.substring(0, 300) : command);
        }
        if (!args.isEmpty()) {
            detail.put("args", List.copyOf(args));
        }
        report.add(FindingKind.PROCESS_SPAWN, sink + " " + program, via, site, detail);
    }
}
