package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.PathClass;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Files that are read, written or removed, by the class of their path. */
final class FileFacts {

    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("readString", "read"),
                    Map.entry("readAllBytes", "read"),
                    Map.entry("readAllLines", "read"),
                    Map.entry("lines", "read"),
                    Map.entry("newInputStream", "read"),
                    Map.entry("newBufferedReader", "read"),
                    Map.entry("newByteChannel", "open"),
                    Map.entry("list", "list"),
                    Map.entry("walk", "list"),
                    Map.entry("find", "list"),
                    Map.entry("walkFileTree", "list"),
                    Map.entry("newDirectoryStream", "list"),
                    Map.entry("write", "write"),
                    Map.entry("writeString", "write"),
                    Map.entry("newOutputStream", "write"),
                    Map.entry("newBufferedWriter", "write"),
                    Map.entry("createFile", "write"),
                    Map.entry("createDirectory", "write"),
                    Map.entry("createDirectories", "write"),
                    Map.entry("createTempFile", "write"),
                    Map.entry("createTempDirectory", "write"),
                    Map.entry("createSymbolicLink", "write"),
                    Map.entry("copy", "write"),
                    Map.entry("move", "write"),
                    Map.entry("delete", "delete"),
                    Map.entry("deleteIfExists", "delete"),
                    Map.entry("setPosixFilePermissions", "chmod"),
                    Map.entry("setOwner", "chmod"));

    private static final Map<String, String> FILE =
            Map.of(
                    "delete", "delete",
                    "deleteOnExit", "delete",
                    "mkdir", "write",
                    "mkdirs", "write",
                    "createNewFile", "write",
                    "renameTo", "write",
                    "listFiles", "list",
                    "list", "list",
                    "setExecutable", "chmod",
                    "setWritable", "chmod");

    private static final Map<String, String> OPENED =
            Map.of(
                    "java/io/FileInputStream", "read",
                    "java/io/FileReader", "read",
                    "java/io/FileOutputStream", "write",
                    "java/io/FileWriter", "write",
                    "java/io/RandomAccessFile", "open",
                    "java/util/zip/ZipFile", "read",
                    "java/util/jar/JarFile", "read");

    private final Report report;

    FileFacts(Report report) {
        this.report = report;
    }

    void look(Site site) {
        var operation = operation(site);
        if (operation == null) {
            return;
        }
        var isFile = site.owner().equals("java/io/File");
        var path =
                best(
                        isFile
                                ? site.receiver()
                                : site.arg(
                                        site.name().equals("copy") && site.args().size() > 1
                                                ? target(site)
                                                : 0));
        var text = path == null || site.name().startsWith("createTemp") ? "" : path.text();
        var pathClass = site.name().startsWith("createTemp") ? PathClass.TMP : PathClass.of(text);
        var method =
                site.isConstructor()
                        ? Cls.simple(site.owner())
                        : (isFile ? "File." : "") + site.name();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("method", method);
        detail.put("operation", operation);
        detail.put("class", pathClass.label());
        if (!text.isEmpty()) {
            var shown = dev.assay.scanners.text.Holes.shown(text);
            detail.put("path", shown.length() > 300 ? shown.substring(0, 300) : shown);
        }
        report.add(
                FindingKind.FS_ACCESS,
                operation + " " + pathClass.label() + " " + method,
                path == null ? Via.PLAIN : path.via(),
                site,
                detail);
    }

    /**
     * {@code Files.copy(stream, path)} writes to its second, and so does {@code copy(path, path)}.
     */
    private static int target(Site site) {
        return site.parameter(1).equals("Ljava/nio/file/Path;") ? 1 : 0;
    }

    private static @Nullable String operation(Site site) {
        return switch (site.owner()) {
            case "java/nio/file/Files" -> FILES.get(site.name());
            case "java/io/File" -> FILE.get(site.name());
            case "java/util/Scanner" ->
                    site.isConstructor() && site.parameter(0).equals("Ljava/io/File;")
                            ? "read"
                            : null;
            case "org/apache/commons/io/FileUtils", "com/google/common/io/Files" ->
                    site.name().startsWith("read")
                            ? "read"
                            : site.name().startsWith("write") || site.name().startsWith("copy")
                                    ? "write"
                                    : site.name().startsWith("delete") ? "delete" : null;
            default ->
                    site.isConstructor() && !site.parameter(0).equals("Ljava/io/FileDescriptor;")
                            ? OPENED.get(site.owner())
                            : null;
        };
    }

    /** The most telling of several possible paths. */
    private static @Nullable Text best(Val value) {
        var best = (Text) null;
        for (var text : value.allTexts()) {
            if (best == null
                    || PathClass.of(text.text()).compareTo(PathClass.of(best.text())) < 0) {
                best = text;
            }
        }
        return best;
    }
}
