package dev.assay.samples;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A wheel that real installers take: metadata, a record of its files, and a module.
 *
 * @param project the package's name as its publisher writes it
 * @param tag what it runs on, for example {@code py3-none-any}
 * @param requiresPython which Pythons it is for, or empty
 * @param needs requirements as metadata write them
 * @param files what is in it besides, by path
 */
public record SampleWheel(
        String project,
        String version,
        String tag,
        String requiresPython,
        List<String> needs,
        Map<String, byte[]> files) {

    /** A wheel for every platform. */
    public static SampleWheel of(String release, String... needs) {
        var parts = release.split("==");
        var module = parts[0].toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "_");
        return new SampleWheel(
                parts[0],
                parts[1],
                "py3-none-any",
                "",
                List.of(needs),
                Map.of(
                        module + "/__init__.py",
                        ("\"\"\"I am " + release + ".\"\"\"\n").getBytes(StandardCharsets.UTF_8)));
    }

    public SampleWheel withTag(String other) {
        return new SampleWheel(project, version, other, requiresPython, needs, files);
    }

    public SampleWheel withPython(String range) {
        return new SampleWheel(project, version, tag, range, needs, files);
    }

    public SampleWheel withFile(String path, byte[] content) {
        var more = new TreeMap<>(files);
        more.put(path, content);
        return new SampleWheel(project, version, tag, requiresPython, needs, more);
    }

    /** The name of its file. */
    public String fileName() {
        return stem() + "-" + tag + ".whl";
    }

    private String stem() {
        return project.replaceAll("[-_.]+", "_") + "-" + version;
    }

    byte[] metadata() {
        var text = new StringBuilder("Metadata-Version: 2.1\n");
        text.append("Name: ").append(project).append('\n');
        text.append("Version: ").append(version).append('\n');
        if (!requiresPython.isEmpty()) {
            text.append("Requires-Python: ").append(requiresPython).append('\n');
        }
        needs.stream()
                .filter(need -> need.contains("extra =="))
                .map(need -> need.replaceAll(".*extra == *['\"]([\\w-]+)['\"].*", "$1"))
                .distinct()
                .forEach(extra -> text.append("Provides-Extra: ").append(extra).append('\n'));
        needs.forEach(need -> text.append("Requires-Dist: ").append(need).append('\n'));
        return text.append("\nA sample.\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The file. */
    public byte[] bytes() {
        var info = stem() + ".dist-info/";
        var all = new TreeMap<>(files);
        all.put(info + "METADATA", metadata());
        all.put(
                info + "WHEEL",
                ("Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: true\nTag: " + tag + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        var record = new StringBuilder();
        all.forEach(
                (path, content) ->
                        record.append(path)
                                .append(",sha256=")
                                .append(hash(content))
                                .append(',')
                                .append(content.length)
                                .append('\n'));
        record.append(info).append("RECORD,,\n");
        all.put(info + "RECORD", record.toString().getBytes(StandardCharsets.UTF_8));
        return SampleMavenRepository.jar(all);
    }

    private static String hash(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every JDK has SHA-256", problem);
        }
    }
}
