package dev.assay.scanners.javascript.bench;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The packages that are measured, each the bytes that its line names. */
final class Corpus {

    private final Path list;
    private final Path work;

    Corpus(Path list, Path work) {
        this.list = list;
        this.work = work;
    }

    List<PackageTree> packages(String role) throws IOException {
        var trees = new ArrayList<PackageTree>();
        for (var line : Files.readAllLines(list)) {
            var words = line.split(" ");
            if (words[0].equals(role)) {
                trees.add(read(words[1], words[2]));
            }
        }
        return trees;
    }

    private PackageTree read(String name, String integrity) throws IOException {
        var file = name.replaceFirst("^@", "").replaceAll("[/@]", "-") + ".tgz";
        var tarball = work.resolve("tarballs").resolve(file);
        if (!integrity(tarball).equals(integrity)) {
            throw new IOException(name + " is not what was measured before");
        }
        return switch (new TarballReader(ArchiveLimits.DEFAULT, Clock.systemUTC())
                .read(tarball, null)) {
            case ReadOutcome.Read(var tree) -> tree;
            case ReadOutcome.Rejected(var reason) -> throw new IOException(name + ": " + reason);
        };
    }

    private static String integrity(Path tarball) throws IOException {
        try {
            var hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(tarball));
            return "sha512-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    /** Unpacks the code and lists it, for the peer: the same files. */
    void writeFiles() throws IOException {
        var names = new ArrayList<String>();
        var bytes = 0L;
        for (var tree : packages("corpus")) {
            for (var file : tree.files().entrySet()) {
                if (isCode(file.getKey())) {
                    var name = tree.purl().packageName() + "/" + file.getKey();
                    var path = work.resolve("files").resolve(name);
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                    names.add(path.toString());
                    bytes += file.getValue().length;
                }
            }
        }
        Files.write(work.resolve("files.txt"), names);
        System.out.printf("corpus %d files, %.1f MB%n", names.size(), bytes / 1e6);
    }

    Path bundle() {
        return work.resolve("bundle");
    }

    /**
     * Writes a package with one file of fifteen million bytes and more, made of two real bundles.
     * The process that measures does not make it: its memory is the analysis alone.
     */
    void writeBundle() throws IOException {
        var text = new StringBuilder("\n");
        for (var tree : packages("corpus")) {
            for (var file : tree.files().entrySet()) {
                if (file.getKey().endsWith("third_party/index.js")) {
                    var source = new String(file.getValue(), StandardCharsets.UTF_8);
                    var once = "(async function () {\n" + withoutModule(source) + "\n})();\n";
                    text.append(once).append(once);
                }
            }
        }
        Files.createDirectories(bundle());
        Files.writeString(bundle().resolve("index.js"), text);
        Files.writeString(
                bundle().resolve("package.json"),
                "{\"name\":\"big\",\"version\":\"1.0.0\",\"main\":\"index.js\"}");
    }

    private static String withoutModule(String source) {
        return source.replaceAll("(?m)^import [^;]*;", "")
                .replaceAll("(?ms)^export \\{.*?\\};?", "");
    }

    static boolean isCode(String name) {
        return name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".cjs");
    }

    static long codeBytes(PackageTree tree) {
        var bytes = 0L;
        for (var file : tree.files().entrySet()) {
            bytes += isCode(file.getKey()) ? file.getValue().length : 0;
        }
        return bytes;
    }

    static long changedBytes(PackageTree first, PackageTree next) {
        var bytes = 0L;
        for (var file : next.files().entrySet()) {
            var same = Arrays.equals(file.getValue(), first.files().get(file.getKey()));
            bytes += isCode(file.getKey()) && !same ? file.getValue().length : 0;
        }
        return bytes;
    }
}
