package dev.assay.scanners.artifact;

import static dev.assay.scanners.artifact.Tarballs.header;
import static dev.assay.scanners.artifact.Tarballs.tarball;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.scanners.coordinates.Purl;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What we read from an archive is what the npm of this machine unpacks from it, byte by byte. */
final class SameFilesAsNpmTest {

    private static final String UNPACK =
            """
            const npm = require('fs').realpathSync(require('child_process')
                .execSync('command -v npm').toString().trim()).replace(/bin.npm-cli.js$/, '');
            const pacote = require(npm + 'node_modules/pacote');
            (async () => {
                for (const name of process.argv.slice(2)) {
                    const file = process.argv[1] + '/' + name;
                    await pacote.extract('file:' + file + '.tgz', file).then(
                        () => console.log(name + ' unpacked'),
                        e => console.log(name + ' refused ' + e.message.replace(/\\s+/g, ' ')));
                }
            })();
            """;

    @TempDir Path folder;

    @Test
    void unpacksWhatNpmUnpacks() throws Exception {
        var archives = archives();
        for (var archive : archives.entrySet()) {
            Files.write(folder.resolve(archive.getKey() + ".tgz"), archive.getValue());
        }
        var answers = npm(archives.keySet());
        assumeTrue(!answers.isEmpty(), "no node with npm on this machine");

        var softly = new SoftAssertions();
        softly.assertThat(answers).hasSameSizeAs(archives.keySet());
        for (var answer : answers) {
            var name = answer.split(" ", 2)[0];
            var ours =
                    new TarballReader(ArchiveLimits.DEFAULT, Clock.systemUTC())
                            .read(folder.resolve(name + ".tgz"), Purl.npm("x", "1.0.0"));
            if (!(ours instanceof ReadOutcome.Read(var tree))) {
                softly.assertThat(answer).contains(" refused ");
            } else if (answer.contains(" refused ")) {
                // Another client may read what npm refuses, so a hazard says the same.
                softly.assertThat(tree.hazards()).as(answer).isNotEmpty();
            } else {
                softly.assertThat(contents(tree.files()))
                        .as(name)
                        .isEqualTo(unpacked(folder.resolve(name)));
            }
        }
        softly.assertAll();
    }

    private static Map<String, byte[]> archives() {
        var archives = new LinkedHashMap<String, byte[]>();
        archives.put("plain", base().plain());
        archives.put("packed", base().gzipped());
        archives.put(
                "escape", base().file("package/../../x.js", "x").file("../up.js", "u").gzipped());
        archives.put("absolute", base().file("/etc/x", "x").file("package//y", "y").gzipped());
        archives.put("drive", base().file("package/C:/x", "x").file("C:x/y", "y").gzipped());
        archives.put(
                "dots", base().file("package/./b/./c.js", "c").file("./d/e.js", "e").gzipped());
        archives.put("twice", base().file("package/a.js", "second").gzipped());
        archives.put("roots", base().file("other/z.js", "z").file("top.js", "t").gzipped());
        archives.put(
                "links",
                base().link("package/l", '2', "/etc/passwd")
                        .link("package/h", '1', "package/a.js")
                        .link("package/dev", '3', "")
                        .gzipped());
        archives.put(
                "link-body",
                base().entry("package/l", '2', "x", 0, new byte[600])
                        .file("package/b", "b")
                        .gzipped());
        archives.put("lone-empty-block", base().emptyBlock().file("package/b.js", "b").gzipped());
        archives.put(
                "two-empty-blocks",
                base().emptyBlock().emptyBlock().file("package/b", "b").gzipped());
        archives.put(
                "link-target-on-file",
                base().entry("package/b", '0', "t", 0644, new byte[0]).gzipped());
        archives.put(
                "unknown-kind", base().entry("package/b", 'Q', "", 0644, "b".getBytes()).gzipped());
        archives.put(
                "old-kind", base().entry("package/b", '\0', "", 0644, "b".getBytes()).gzipped());
        archives.put(
                "contiguous", base().entry("package/b", '7', "", 0644, "b".getBytes()).gzipped());
        archives.put(
                "folder",
                base().entry("package/d/", '0', "", 0755, new byte[0])
                        .file("package/d/e", "e")
                        .gzipped());
        archives.put(
                "pax-path",
                base().pax('x', "path", "package/long").file("package/s", "1").gzipped());
        archives.put(
                "pax-size",
                base().pax('x', "size", "3")
                        .raw(header("package/s", '0', "", 0644, 0))
                        .padded("abc".getBytes())
                        .gzipped());
        archives.put(
                "global-path",
                base().pax('g', "path", "package/g").file("package/s", "1").gzipped());
        archives.put(
                "global-size",
                base().pax('g', "size", "2")
                        .raw(header("package/s", '0', "", 0644, 9))
                        .padded("ab".getBytes())
                        .gzipped());
        archives.put(
                "pax-before-long-name",
                base().pax('x', "size", "1")
                        .entry("x", 'L', "", 0, "package/named".getBytes())
                        .file("package/s", "1")
                        .gzipped());
        archives.put("nul-in-name", base().file("package/a\0b.js", "n").gzipped());
        var wrong = header("package/b.js", '0', "", 0644, 0);
        wrong[0] = 'q';
        archives.put("wrong-checksum", base().raw(wrong).file("package/c.js", "c").gzipped());
        var signed = header("package/b.js", '0', "", 0644, 0);
        Arrays.fill(signed, 124, 136, (byte) 0xff);
        archives.put(
                "negative-size",
                base().raw(Tarballs.withChecksum(signed)).file("package/c", "c").gzipped());
        var tar = base().file("package/b.js", "b").plain();
        archives.put(
                "two-streams",
                joined(
                        Tarballs.gzip(Arrays.copyOf(tar, 512)),
                        Tarballs.gzip(Arrays.copyOfRange(tar, 512, tar.length))));
        archives.put("zeros-behind", joined(base().gzipped(), new byte[64]));
        archives.put("text-behind", joined(base().gzipped(), "trailing text".getBytes()));
        archives.put("truncated", Arrays.copyOf(base().gzipped(), 120));
        archives.put(
                "truncated-plain",
                Arrays.copyOf(base().file("package/b", new byte[2000]).plain(), 3100));
        archives.put("no-end", Arrays.copyOf(base().plain(), 2048));
        archives.put("no-archive", "<html>Not Found</html>".getBytes());
        archives.put("deep", base().file("package/" + "d/".repeat(40) + "x", "x").gzipped());
        return archives;
    }

    private static Tarballs base() {
        return tarball()
                .file("package/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}")
                .file("package/a.js", "first");
    }

    private List<String> npm(Collection<String> names) throws Exception {
        var command = new ArrayList<>(List.of("node", "-e", UNPACK, folder.toString()));
        command.addAll(names);
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return List.of();
        }
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return answer.lines().toList();
    }

    private static SortedMap<String, String> contents(SortedMap<String, byte[]> files) {
        var contents = new TreeMap<String, String>();
        files.forEach(
                (path, bytes) -> contents.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return contents;
    }

    private static SortedMap<String, String> unpacked(Path root) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
