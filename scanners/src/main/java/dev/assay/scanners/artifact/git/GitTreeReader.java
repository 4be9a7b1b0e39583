package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.DamagedArchiveException;
import dev.assay.scanners.artifact.FolderReader;
import dev.assay.scanners.artifact.Hazards;
import dev.assay.scanners.artifact.LimitExceededException;
import dev.assay.scanners.artifact.PackageFiles;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.git.PinnedPackReader.Stored;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of a pinned commit, and names what beside files stands in its trees. */
public final class GitTreeReader {

    private static final int ID = 20;
    private static final int LARGEST_POINTER = 1_024;
    private static final Pattern POINTER =
            Pattern.compile(
                    "version https://git-lfs\\.[^\\n]*/spec/v1\\n(?:[^\\n]*\\n)*?"
                            + "oid sha256:([0-9a-f]{64})\\nsize (\\d{1,18})\\n?(?:[^\\n]*\\n?)*");

    private final ArchiveLimits limits;
    private final Purl purl;
    private final Hazards hazards = new Hazards();
    private final PackageFiles files = new PackageFiles(hazards);
    private final Map<String, Stored> objects;
    private final Map<String, String> links = new TreeMap<>();
    private final List<GitTreeDocument.Submodule> submodules = new ArrayList<>();
    private final List<GitTreeDocument.Pointer> pointers = new ArrayList<>();
    private int entries;
    private long bytes;

    private GitTreeReader(Purl purl, Map<String, Stored> objects, ArchiveLimits limits) {
        this.purl = purl;
        this.objects = objects;
        this.limits = limits;
    }

    /** Reads the file that a pinned commit is kept as. */
    public static ReadOutcome read(Path file, Purl purl, ArchiveLimits limits) {
        var digest = Sha256.newDigest();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            var objects = PinnedPackReader.read(in, limits);
            var files = new GitTreeReader(purl, objects, limits);
            return new ReadOutcome.Read(files.tree(Sha256.ofDigest(digest.digest())));
        } catch (EOFException e) {
            return new ReadOutcome.Rejected("the commit is not read: it is cut off");
        } catch (IOException e) {
            return new ReadOutcome.Rejected("the commit is not read: " + e.getMessage());
        }
    }

    private PackageTree tree(Sha256 sha256) throws IOException {
        var id = PinnedPackReader.commit(objects);
        var commit = object(id);
        folder(PinnedPackReader.header(commit, "tree"), "", 0);
        var inTree = new ArrayList<GitTreeDocument.Link>();
        links.forEach((path, target) -> link(path, target, inTree));
        files.add(GitTreeDocument.FILE, document(id, commit, inTree).bytes(), 0);
        return new PackageTree(purl, sha256, files.files(), hazards.all());
    }

    private Stored object(String id) throws DamagedArchiveException {
        var object = objects.get(id);
        if (object == null) {
            throw new DamagedArchiveException("it lacks the object " + id);
        }
        return object;
    }

    private void folder(String id, String path, int depth) throws IOException {
        var tree = object(id);
        if (!PinnedPackReader.isTree(tree)) {
            throw new DamagedArchiveException("'" + Hazards.printable(path) + "' is no folder");
        }
        if (depth > limits.pathDepth() || path.length() > limits.pathLength()) {
            throw new LimitExceededException("a path is deeper or longer than any honest one");
        }
        var raw = tree.bytes();
        for (var at = 0; at < raw.length; ) {
            var space = find(raw, at, (byte) ' ');
            var end = find(raw, space, (byte) 0);
            if (end + ID >= raw.length) {
                throw new DamagedArchiveException("a folder of it is cut off");
            }
            var mode = new String(raw, at, space - at, StandardCharsets.US_ASCII);
            var name = new String(raw, space + 1, end - space - 1, StandardCharsets.UTF_8);
            var entry = HexFormat.of().formatHex(raw, end + 1, end + 1 + ID);
            at = end + 1 + ID;
            if (++entries > limits.entries()) {
                throw new LimitExceededException(
                        "it has more than " + limits.entries() + " entries");
            }
            checkName(name, path);
            entry(mode, path + name, entry, depth);
        }
    }

    private static int find(byte[] raw, int from, byte wanted) throws DamagedArchiveException {
        for (var at = from; at < raw.length; at++) {
            if (raw[at] == wanted) {
                return at;
            }
        }
        throw new DamagedArchiveException("a folder of it is cut off");
    }

    /** What git itself would not check out. */
    private void checkName(String name, String path) throws DamagedArchiveException {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[ .]+$", "");
        if (name.isEmpty()
                || name.contains("/")
                || name.equals(".")
                || name.equals("..")
                || plain.equals(".git")
                || plain.equals("git~1")
                || plain.replaceAll("\\p{Cf}", "").equals(".git")) {
            throw new DamagedArchiveException(
                    "'" + Hazards.printable(path + name) + "' is no name that a file may have");
        }
    }

    private void entry(String mode, String path, String id, int depth) throws IOException {
        switch (mode) {
            case "40000", "040000" -> folder(id, path + "/", depth + 1);
            case "120000" ->
                    links.put(path, new String(object(id).bytes(), StandardCharsets.UTF_8));
            case "160000" ->
                    submodules.add(new GitTreeDocument.Submodule(path, submoduleUrl(path), id));
            default -> {
                var content = object(id).bytes();
                count(content);
                files.add(path, content, 0);
                pointer(path, content);
            }
        }
    }

    /** The same bytes under many names are as many files for everybody who reads them. */
    private void count(byte[] content) throws LimitExceededException {
        bytes += content.length;
        if (bytes > limits.unpacked()) {
            throw new LimitExceededException("it exceeds " + limits.unpacked() + " bytes");
        }
    }

    private void pointer(String path, byte[] content) {
        if (content.length > LARGEST_POINTER) {
            return;
        }
        var matcher = POINTER.matcher(new String(content, StandardCharsets.UTF_8));
        if (matcher.matches()) {
            pointers.add(
                    new GitTreeDocument.Pointer(
                            path, matcher.group(1), Long.parseLong(matcher.group(2))));
        }
    }

    /**
     * A link to a file is that file, as it is for whoever reads it; one out of the tree is none.
     */
    private void link(String path, String target, List<GitTreeDocument.Link> inTree) {
        var base = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        if (FolderReader.leavesTree(base, target)) {
            hazards.add(
                    path,
                    "is a link out of the repository, to '" + Hazards.printable(target) + "'");
            return;
        }
        var parts = new ArrayList<String>();
        for (var part : (base + "/" + target).split("/")) {
            if (part.equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        var meant = files.files().get(String.join("/", parts));
        if (meant != null && bytes + meant.length <= limits.unpacked()) {
            bytes += meant.length;
            files.add(path, meant, 0);
        }
        inTree.add(new GitTreeDocument.Link(path, Hazards.printable(target), meant == null));
    }

    /** The address that .gitmodules gives; the same path may stand in any section. */
    private String submoduleUrl(String path) {
        var modules = files.files().get(".gitmodules");
        if (modules == null) {
            return "";
        }
        var url = "";
        var isIt = false;
        for (var line : new String(modules, StandardCharsets.UTF_8).split("\n")) {
            var parts = line.strip().split("=", 2);
            if (line.strip().startsWith("[")) {
                if (isIt && !url.isEmpty()) {
                    return url;
                }
                isIt = false;
                url = "";
            } else if (parts.length == 2 && parts[0].strip().equals("path")) {
                isIt = parts[1].strip().equals(path);
            } else if (parts.length == 2 && parts[0].strip().equals("url")) {
                url = Hazards.printable(parts[1].strip());
            }
        }
        return isIt ? url : "";
    }

    private GitTreeDocument document(String id, Stored commit, List<GitTreeDocument.Link> inTree) {
        var tag =
                objects.values().stream().filter(PinnedPackReader::isTag).findFirst().orElse(null);
        return new GitTreeDocument(
                GitTreeDocument.SCHEMA,
                id,
                tag == null ? "" : Hazards.printable(PinnedPackReader.header(tag, "tag")),
                Hazards.printable(PinnedPackReader.header(commit, "author")),
                Hazards.printable(PinnedPackReader.header(commit, "committer")),
                tag == null ? "" : Hazards.printable(PinnedPackReader.header(tag, "tagger")),
                kind(PinnedPackReader.headers(commit)),
                tag == null ? "" : kind(new String(tag.bytes(), StandardCharsets.UTF_8)),
                inTree,
                submodules,
                pointers);
    }

    private static String kind(String text) {
        return text.contains("-----BEGIN PGP SIGNATURE-----")
                ? "openpgp"
                : text.contains("-----BEGIN SSH SIGNATURE-----")
                        ? "ssh"
                        : text.contains("-----BEGIN SIGNED MESSAGE-----") ? "x509" : "";
    }
}
