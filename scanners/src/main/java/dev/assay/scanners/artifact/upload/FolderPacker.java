package dev.assay.scanners.artifact.upload;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a folder into the file that its ecosystem publishes: a tarball of npm where there is a
 * {@code package.json}, an MCP bundle where there is a {@code manifest.json} of one. The same files
 * are the same bytes on every machine: they stand in the order of their names, without times or
 * owners, and are not compressed, since compressors differ.
 */
public final class FolderPacker {

    /** What people forget in a folder, or what is made again by installing. */
    private static final Set<String> NEVER = Set.of(".git", ".hg", ".svn", ".ds_store", ".npmrc");

    private static final String MODULES = "node_modules";
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    /** Java takes the first of January for a day before 1980, and writes that by the time zone. */
    private static final LocalDateTime ZIP_DAY = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final long most;

    /**
     * @param most how many bytes of files are packed at all
     */
    public FolderPacker(long most) {
        this.most = most;
    }

    /** The folder is none that can be packed; the message is made for people. */
    public static final class UnfitFolderException extends IOException {
        private static final long serialVersionUID = 1L;

        UnfitFolderException(String message) {
            super(message);
        }
    }

    /**
     * Packs a folder.
     *
     * @param into where the file is made
     * @return the file
     */
    public Path pack(Path folder, Path into) throws IOException {
        var isBundle =
                Files.isRegularFile(folder.resolve("manifest.json"))
                                && !Files.isRegularFile(folder.resolve("package.json"))
                        || isBundle(folder.resolve("manifest.json"));
        if (!isBundle && !Files.isRegularFile(folder.resolve("package.json"))) {
            throw new UnfitFolderException(
                    "'"
                            + folder
                            + "' has neither a package.json nor the manifest.json of an MCP bundle;"
                            + " of Python and Java hand in what a build makes: --file with a wheel,"
                            + " a source distribution or a jar");
        }
        var files = files(folder, isBundle);
        var target = into.resolve(isBundle ? "folder.mcpb" : "folder.tgz");
        if (isBundle) {
            zip(files, target);
        } else {
            tarball(files, target);
        }
        return target;
    }

    private static boolean isBundle(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest) || Files.size(manifest) > Claim.LARGEST_MANIFEST) {
            return false;
        }
        var text = Files.readString(manifest, StandardCharsets.ISO_8859_1);
        return text.contains("\"manifest_version\"") || text.contains("\"dxt_version\"");
    }

    private TreeMap<String, Path> files(Path folder, boolean withModules) throws IOException {
        var files = new TreeMap<String, Path>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    private long bytes;

                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path visited, BasicFileAttributes attributes) {
                        var name = String.valueOf(visited.getFileName());
                        var left =
                                !visited.equals(folder)
                                        && (isNever(name) || !withModules && name.equals(MODULES));
                        return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var path =
                                folder.relativize(file)
                                        .toString()
                                        .replace(file.getFileSystem().getSeparator(), "/");
                        if (isNever(String.valueOf(file.getFileName()))) {
                            return FileVisitResult.CONTINUE;
                        }
                        if (!attributes.isRegularFile()) {
                            throw new UnfitFolderException(
                                    "'" + path + "' is a link or a device, which no package has");
                        }
                        bytes += attributes.size();
                        if (bytes > most) {
                            throw new UnfitFolderException(
                                    "'" + folder + "' exceeds " + (most >> 20) + " MB");
                        }
                        files.put(path, file);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }

    /** Secrets of whoever packs are not part of a package. */
    private static boolean isNever(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return NEVER.contains(lower) || lower.equals(".env") || lower.startsWith(".env.");
    }

    private static void tarball(TreeMap<String, Path> files, Path target) throws IOException {
        try (var out = new StoredGzip(Files.newOutputStream(target));
                var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var each : files.entrySet()) {
                var entry = new TarArchiveEntry("package/" + each.getKey(), (byte) '0');
                entry.setSize(Files.size(each.getValue()));
                // Whether a file may be run is not the same on every file system; its name is.
                entry.setMode(runs(each.getValue()) ? EXECUTABLE : PLAIN);
                entry.setModTime(0L);
                entry.setIds(0, 0);
                entry.setNames("", "");
                tar.putArchiveEntry(entry);
                Files.copy(each.getValue(), tar);
                tar.closeArchiveEntry();
            }
            tar.finish();
        }
    }

    private static boolean runs(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(2);
            return head.length == 2 && head[0] == '#' && head[1] == '!';
        }
    }

    private static void zip(TreeMap<String, Path> files, Path target) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(target))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (var each : files.entrySet()) {
                var entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(ZIP_DAY);
                entry.setSize(Files.size(each.getValue()));
                entry.setCrc(crc(each.getValue()));
                zip.putNextEntry(entry);
                Files.copy(each.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    private static long crc(Path file) throws IOException {
        var crc = new CRC32();
        try (var in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return crc.getValue();
    }
}
