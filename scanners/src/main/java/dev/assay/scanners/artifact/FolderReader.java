package dev.assay.scanners.artifact;

import dev.assay.scanners.artifact.ReadOutcome.Read;
import dev.assay.scanners.artifact.ReadOutcome.Rejected;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Reads an unpacked package into memory. Links are not followed. As when npm packs a folder, {@code
 * .git} and {@code node_modules} at the top are not part of the package.
 */
public final class FolderReader {

    private static final Set<String> NOT_PACKED = Set.of(".git", "node_modules");

    private final ArchiveLimits limits;

    public FolderReader(ArchiveLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a folder.
     *
     * @param purl what it is, or null to take what its own manifest claims
     */
    public ReadOutcome read(Path folder, @Nullable Purl purl) {
        var hazards = new Hazards();
        var files = new PackageFiles(hazards);
        try {
            Files.walkFileTree(folder, new Collector(folder, files, hazards));
        } catch (LimitExceededException e) {
            return new Rejected("'" + folder + "' is not read: " + e.getMessage());
        } catch (IOException e) {
            return new Rejected("'" + folder + "' cannot be read: " + e.getMessage());
        }
        var name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        var known = purl != null ? purl : ClaimedName.of(files.files(), name);
        return new Read(new PackageTree(known, null, files.files(), hazards.all()));
    }

    /**
     * Whether a link's target is outside of the tree that it stands in.
     *
     * @param base the folder of the link, inside the tree, with {@code /} as separator
     */
    public static boolean leavesTree(String base, String target) {
        if (target.startsWith("/") || target.startsWith("\\") || target.matches("^[A-Za-z]:.*")) {
            return true;
        }
        var depth = 0;
        for (var part : (base + "/" + target).split("[/\\\\]")) {
            if (part.equals("..")) {
                depth--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final Path root;
        private final PackageFiles files;
        private final Hazards hazards;
        private long bytes;
        private int entries;

        Collector(Path root, PackageFiles files, Hazards hazards) {
            this.root = root;
            this.files = files;
            this.hazards = hazards;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            count();
            var packed =
                    !root.equals(folder.getParent())
                            || !NOT_PACKED.contains(String.valueOf(folder.getFileName()));
            return packed ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            count();
            var path =
                    root.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/");
            if (attributes.isSymbolicLink()) {
                hazards.add(path, "is a link and is not followed");
            } else if (!attributes.isRegularFile()) {
                hazards.add(path, "is a device and is not read");
            } else {
                files.add(path, read(file, path), 0);
            }
            return FileVisitResult.CONTINUE;
        }

        private byte[] read(Path file, String path) throws IOException {
            try (var in = Files.newInputStream(file)) {
                var most = (int) Math.min(limits.file(), limits.unpacked() - bytes);
                var content = in.readNBytes(most + 1);
                if (content.length > most) {
                    throw new LimitExceededException(
                            content.length > limits.file()
                                    ? "'" + path + "' exceeds " + limits.file() + " bytes"
                                    : "it exceeds " + limits.unpacked() + " bytes");
                }
                bytes += content.length;
                return content;
            }
        }

        private void count() throws LimitExceededException {
            if (++entries > limits.entries()) {
                throw new LimitExceededException(
                        "it has more than " + limits.entries() + " entries");
            }
        }
    }
}
