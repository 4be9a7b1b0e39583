package dev.assay.scanners.python.bench;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.javascript.AnalysisLimits;
import dev.assay.scanners.javascript.FrontEnd;
import dev.assay.scanners.javascript.JavaScriptAnalyser;
import dev.assay.scanners.python.PythonLanguage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the analysis of Python costs, and what of it is not read, beside JavaScript in the same
 * process: {@code PYTHON-FOLDER JAVASCRIPT-FOLDER MEGABYTES}. Each folder in them is a package.
 */
final class PythonBenchmark {

    private static final long LARGEST_PACKAGE = 12L << 20;

    private PythonBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        var most = Long.parseLong(arguments[2]) << 20;
        for (var round = 1; round <= 3; round++) {
            run("python", Path.of(arguments[0]), ".py", List.of(new PythonLanguage()), most, round);
            run("javascript", Path.of(arguments[1]), ".js", List.of(), most, round);
        }
    }

    private static void run(
            String name, Path root, String ending, List<FrontEnd> languages, long most, int round)
            throws IOException {
        var packages = packages(root, ending, most);
        var limits = AnalysisLimits.defaults();
        var unread = new ArrayList<String>();
        var bytes = 0L;
        var files = 0;
        var functions = 0;
        var facts = 0;
        var started = System.nanoTime();
        for (var tree : packages) {
            // A new one each time, so that nothing is found that was read before.
            var analyser = new JavaScriptAnalyser(limits, languages);
            var roots = new TreeMap<String, String>();
            tree.files().keySet().forEach(file -> roots.put(file, "import"));
            var code = analyser.analyse(tree, roots);
            bytes += code.codeBytes();
            files += tree.files().size();
            functions += code.functions().size();
            facts += code.facts().size();
            code.unparsed()
                    .forEach(
                            u ->
                                    unread.add(
                                            tree.purl().name()
                                                    + "/"
                                                    + u.file()
                                                    + ": "
                                                    + u.reason()));
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%s round %d: %d packages, %d files, %.1f MB, %d functions, %d facts, %d unread,"
                        + " %.1f s, %.2f MB/s%n",
                name,
                round,
                packages.size(),
                files,
                bytes / 1e6,
                functions,
                facts,
                unread.size(),
                seconds,
                bytes / 1e6 / seconds);
        if (round == 1) {
            unread.stream().limit(40).forEach(line -> System.out.println("  " + line));
        }
    }

    private static List<PackageTree> packages(Path root, String ending, long most)
            throws IOException {
        var trees = new ArrayList<PackageTree>();
        var total = 0L;
        try (var folders = Files.list(root)) {
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                var files = files(folder, ending);
                var size = files.values().stream().mapToLong(bytes -> bytes.length).sum();
                if (files.isEmpty() || size > LARGEST_PACKAGE) {
                    continue;
                }
                total += size;
                var purl = new Purl("generic", null, String.valueOf(folder.getFileName()), "1");
                trees.add(new PackageTree(purl, null, files, List.of()));
                if (total > most) {
                    break;
                }
            }
        }
        return trees;
    }

    private static SortedMap<String, byte[]> files(Path folder, String ending) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                if (path.toString().endsWith(ending)) {
                    files.put(folder.relativize(path).toString(), read(path));
                }
            }
        }
        return files;
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
