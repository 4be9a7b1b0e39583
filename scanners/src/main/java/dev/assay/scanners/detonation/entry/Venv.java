package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.text.HostileJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A virtual environment of Python (PEP 405), with a line of ours that has a watched process write
 * down which functions ran.
 */
final class Venv {

    private static final JsonMapper JSON = HostileJson.mapper(1 << 20);
    private static final String WATCH = InCell.KIT + "/watch.py";

    /** Runs in each process of this environment, and does nothing where the file is not there. */
    private static final String HOOK =
            "import os; os.path.exists('%1$s') and exec(compile(open('%1$s').read(), '%1$s', 'exec'))\n"
                    .formatted(WATCH);

    private static final long LARGEST = 64 << 20;
    private static final int MOST_FILES = 64;
    private static final int MOST_LINES = 40_000;

    private final PythonHost host;
    private final Path folder;
    private final String inCell;
    private final TreeSet<String> own = new TreeSet<>();
    private final Map<String, List<Observed.Span>> functions = new HashMap<>();
    private String base = "";

    /**
     * @param folder where it is made
     * @param inCell where that is in a cell
     */
    Venv(PythonHost host, Path folder, String inCell) {
        this.host = host;
        this.folder = folder;
        this.inCell = inCell;
    }

    void make() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        for (var name : List.of("python", "python3", "python" + host.line())) {
            Files.createSymbolicLink(bin.resolve(name), host.program());
        }
        Files.writeString(
                folder.resolve("pyvenv.cfg"),
                "home = "
                        + host.program().getParent()
                        + "\ninclude-system-site-packages = false\nversion = "
                        + host.version()
                        + "\n");
        Files.writeString(Files.createDirectories(packages()).resolve("_watch.pth"), HOOK);
    }

    String program() {
        return bin() + "/python";
    }

    String bin() {
        return inCell + "/bin";
    }

    /** Where packages are installed. */
    Path packages() {
        return folder.resolve(below());
    }

    /** The same in a cell. */
    String packagesInCell() {
        return inCell + "/" + below();
    }

    private String below() {
        return "lib/python" + host.line() + "/site-packages";
    }

    /**
     * Has the functions of these files told.
     *
     * @param where the folder of them in a cell, with a slash at the end
     * @param files below that
     */
    void watch(String where, Collection<String> files) {
        base = where;
        files.stream()
                .filter(each -> each.matches(".+\\.py"))
                .forEach(each -> own.add(where + each));
    }

    Path folder() {
        return folder;
    }

    /**
     * Compiles what is in a folder of the cell, and lists where the functions of the release are.
     */
    List<String> preparation(String compiled) {
        return List.of(host.program().toString(), "-I", "-S", InCell.KIT + "/prepare.py", compiled);
    }

    /** Reads where the functions are, and has what brings authorities of its own trust ours. */
    void prepared(Path kit) throws IOException {
        var authorities = packages().resolve("certifi/cacert.pem");
        if (Files.isRegularFile(authorities)) {
            Files.write(
                    authorities,
                    Files.readAllBytes(kit.resolve("authority.pem")),
                    StandardOpenOption.APPEND);
        }
        var index = kit.resolve("functions.json");
        if (!Files.isRegularFile(index) || Files.size(index) > LARGEST) {
            return;
        }
        try {
            for (var file : JSON.readTree(Files.readAllBytes(index)).properties()) {
                for (var each : file.getValue().values()) {
                    functions
                            .computeIfAbsent(
                                    key(
                                            file.getKey(),
                                            each.path(0).asInt(0),
                                            each.path(1).asString("")),
                                    key -> new ArrayList<>())
                            .add(new Observed.Span(each.path(2).asInt(0), each.path(3).asInt(0)));
                }
            }
        } catch (JacksonException e) {
            // Ended while it was written: which functions ran is not told then.
            functions.clear();
        }
    }

    void equip(Path kit, boolean watched) throws IOException {
        Files.writeString(kit.resolve("own.txt"), String.join("\n", own));
        Files.writeString(kit.resolve("prepare.py"), script("prepare.py"));
        if (watched) {
            Files.writeString(kit.resolve("watch.py"), script("watch.py"));
        }
    }

    /** Whether it is known where the functions of the release are. */
    boolean hasFunctions() {
        return !functions.isEmpty();
    }

    /** Reads a line for each function, as {@code watch.py} writes it. */
    Map<String, List<Observed.Span>> executed(Path coverage) throws IOException {
        var ran = new TreeMap<String, List<Observed.Span>>();
        try (var files = Files.list(coverage)) {
            for (var file : files.sorted().limit(MOST_FILES).toList()) {
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                        lines.limit(MOST_LINES).forEach(line -> add(line, ran));
                    }
                }
            }
        }
        return ran;
    }

    private void add(String line, Map<String, List<Observed.Span>> ran) {
        var parts = line.split("\t");
        if (parts.length != 3 || !own.contains(parts[0]) || !parts[1].matches("\\d{1,9}")) {
            return;
        }
        var spans = functions.get(key(parts[0], Integer.parseInt(parts[1]), parts[2]));
        if (spans != null) {
            ran.computeIfAbsent(parts[0].substring(base.length()), key -> new ArrayList<>())
                    .addAll(spans);
        }
    }

    private static String key(String file, int line, String name) {
        return file + "\t" + line + "\t" + name;
    }

    private static String script(String name) {
        try (var in = Venv.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
