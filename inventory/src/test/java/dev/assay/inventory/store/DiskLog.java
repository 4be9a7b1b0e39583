package dev.assay.inventory.store;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The calls of a process that changed its disk, in their order, as strace tells them. */
final class DiskLog {

    /** The name of the folder that is made once the process was told that all is kept. */
    static final String DONE = "told-that-it-is-kept";

    /** What has to be traced; bytes and paths in hexadecimal. */
    static final List<String> OPTIONS =
            List.of(
                    "-f",
                    "-y",
                    "-qq",
                    "-xx",
                    "-s",
                    "65536",
                    "-e",
                    "signal=none",
                    "-e",
                    "trace=open,openat,creat,mkdir,mkdirat,write,pwrite64,writev,fsync,fdatasync,"
                            + "rename,renameat,renameat2,unlink,unlinkat,rmdir,ftruncate,link,linkat");

    /** One call. Paths are relative to the disk; the disk itself is the empty one. */
    sealed interface Step {

        record Folder(String path) implements Step {}

        record File(String path) implements Step {}

        record Written(String path, byte[] bytes) implements Step {}

        record Forced(String path) implements Step {}

        record Renamed(String from, String to) implements Step {}

        record Removed(String path) implements Step {}
    }

    private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)\\) += (\\d+).*");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern OPENED = Pattern.compile("^\\d+<([^>]*)>");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

    private DiskLog() {}

    static List<Step> read(List<String> lines, Path disk) {
        var steps = new ArrayList<Step>();
        for (var line : lines) {
            var call = CALL.matcher(line);
            if (call.matches()) {
                var step = step(call.group(1), call.group(2), disk);
                if (step != null) {
                    steps.add(step);
                }
            }
        }
        return List.copyOf(steps);
    }

    private static @Nullable Step step(String call, String arguments, Path disk) {
        var texts = QUOTED.matcher(arguments).results().map(each -> bytes(each.group(1))).toList();
        var opened = OPENED.matcher(arguments);
        var first =
                opened.find()
                        ? text(bytes(opened.group(1)))
                        : texts.isEmpty() ? "" : text(texts.getFirst());
        if (!first.equals(disk.toString()) && !first.startsWith(disk + "/")) {
            return null;
        }
        var path = relative(first, disk);
        return switch (call) {
            case "open", "openat" -> arguments.contains("O_CREAT") ? new Step.File(path) : null;
            case "mkdir", "mkdirat" -> new Step.Folder(path);
            case "write" -> new Step.Written(path, texts.getFirst());
            case "fsync", "fdatasync" -> new Step.Forced(path);
            case "rename", "renameat", "renameat2" ->
                    new Step.Renamed(path, relative(text(texts.getLast()), disk));
            case "unlink", "unlinkat", "rmdir" -> new Step.Removed(path);
            default -> throw new AssertionError("nobody wrote down what this does: " + call);
        };
    }

    private static String relative(String path, Path disk) {
        return disk.relativize(Path.of(path)).toString();
    }

    private static byte[] bytes(String hexadecimal) {
        var bytes = new ByteArrayOutputStream();
        var each = BYTE.matcher(hexadecimal);
        if (!hexadecimal.startsWith("\\x")) {
            return hexadecimal.getBytes(StandardCharsets.UTF_8);
        }
        while (each.find()) {
            bytes.write(Integer.parseInt(each.group(1), 16));
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
