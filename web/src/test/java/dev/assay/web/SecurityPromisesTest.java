package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code SECURITY.md} names a test for each promise; each of them is there and runs. */
class SecurityPromisesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    @Test
    void everyPromiseNamesTestsThatThereAre() throws IOException {
        var sources = sources();
        var wrong = new ArrayList<String>();
        var rows = rows();
        for (var row : rows) {
            var tests = TEST.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)));
            var some = false;
            while (tests.find()) {
                some = true;
                if (!isThere(sources.get(tests.group(1)), tests.group(2))) {
                    wrong.add(tests.group());
                }
            }
            if (!some) {
                wrong.add(row);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(rows).hasSizeGreaterThan(35);
    }

    private static List<String> rows() throws IOException {
        var text = Files.readString(ROOT.resolve("SECURITY.md"));
        var begin = text.indexOf("## What is promised, and what tests it");
        var part = text.substring(begin, text.indexOf("\n## ", begin + 1));
        return part.lines().filter(each -> each.startsWith("| ")).skip(1).toList();
    }

    private static boolean isThere(List<String> sources, String member) {
        if (sources == null) {
            return false;
        }
        // A test is annotated right before it; a rule of ArchUnit is a field.
        var test =
                Pattern.compile(
                        "@(?:Test|ParameterizedTest|ArchTest)\\b(?:(?!\\bvoid\\b|\\bArchRule\\b).)*"
                                + "\\b(?:void|ArchRule)\\s+"
                                + (member == null ? "\\w+" : member)
                                + "\\b\\s*[(=]",
                        Pattern.DOTALL);
        return sources.stream()
                .anyMatch(each -> test.matcher(each).find() || member == null && inherits(each));
    }

    private static boolean inherits(String source) {
        return source.contains("extends GateListenerTest");
    }

    private static Map<String, List<String>> sources() throws IOException {
        var found = new HashMap<String, List<String>>();
        for (var module : List.of("scanners", "inventory", "samples", "registry-api", "web")) {
            var folder = ROOT.resolve(module).resolve("src/test/java");
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var files = Files.walk(folder)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    var name = file.getFileName().toString();
                    if (name.endsWith("Test.java")) {
                        found.computeIfAbsent(
                                        name.substring(0, name.length() - 5),
                                        key -> new ArrayList<>())
                                .add(Files.readString(file));
                    }
                }
            }
        }
        return found;
    }
}
