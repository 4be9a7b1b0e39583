package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.LimitExceededException;

import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Adler32;

/**
 * Writes one commit with its trees and files, none of its ancestors and the tag that names it, as a
 * git pack (gitformat-pack, version 2). The same commit gives the same bytes on every machine:
 * objects stand in the order in which they are reached, whole, and stored without compression,
 * since every library compresses a little differently.
 */
final class PinnedPackWriter {

    static final int BLOCK = 0xFFFF;

    /** As git's own fsck; what would stand for .git on a Mac is no honest name anywhere. */
    private final ObjectChecker checker = new ObjectChecker().setSafeForMacOS(true);

    private final ObjectReader reader;
    private final GitLimits limits;

    PinnedPackWriter(ObjectReader reader, GitLimits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /**
     * Writes the pack.
     *
     * @param tags the objects that lead from the tag's name to the commit, outermost first
     * @throws CorruptObjectException when an object is none that git accepts
     * @throws LimitExceededException when the commit is larger than may be
     */
    void write(List<ObjectId> tags, ObjectId commit, Path target) throws IOException {
        var objects = new ArrayList<AnyObjectId>(tags);
        objects.add(commit);
        objects.addAll(ofTree(commit));
        var sha1 = sha1();
        try (var file = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            var out = new DigestOutputStream(file, sha1);
            out.write(new byte[] {'P', 'A', 'C', 'K'});
            number(out, 2);
            number(out, objects.size());
            var total = 0L;
            for (var id : objects) {
                var object = reader.open(id);
                total += object.getSize();
                if (object.getSize() > limits.object() || total > limits.pinned()) {
                    throw new LimitExceededException("its files are too large");
                }
                var bytes = object.getCachedBytes(limits.object());
                checker.check(id, object.getType(), bytes);
                object(out, object.getType(), bytes);
            }
            file.write(sha1.digest());
        }
    }

    private Set<ObjectId> ofTree(ObjectId commit) throws IOException {
        var found = new LinkedHashSet<ObjectId>();
        try (var commits = new RevWalk(reader);
                var walk = new TreeWalk(reader)) {
            var tree = commits.parseCommit(commit).getTree();
            found.add(tree.copy());
            walk.addTree(tree);
            while (walk.next()) {
                // A submodule is a commit of another repository.
                if (walk.getFileMode(0) == FileMode.GITLINK) {
                    continue;
                }
                var isNew = found.add(walk.getObjectId(0));
                if (found.size() > limits.objects()) {
                    throw new LimitExceededException("it has too many files");
                }
                if (walk.isSubtree() && isNew) {
                    walk.enterSubtree();
                }
            }
        }
        return found;
    }

    private static void object(OutputStream out, int type, byte[] bytes) throws IOException {
        var rest = bytes.length >>> 4;
        out.write((rest == 0 ? 0 : 0x80) | type << 4 | bytes.length & 0xF);
        while (rest != 0) {
            var low = rest & 0x7F;
            rest >>>= 7;
            out.write(rest == 0 ? low : low | 0x80);
        }
        stored(out, bytes);
    }

    /** The zlib format (RFC 1950) of stored blocks alone (RFC 1951, section 3.2.4). */
    private static void stored(OutputStream out, byte[] bytes) throws IOException {
        out.write(0x78);
        out.write(0x01);
        var at = 0;
        do {
            var length = Math.min(BLOCK, bytes.length - at);
            out.write(at + length == bytes.length ? 1 : 0);
            out.write(length & 0xFF);
            out.write(length >>> 8);
            out.write(~length & 0xFF);
            out.write(~length >>> 8 & 0xFF);
            out.write(bytes, at, length);
            at += length;
        } while (at < bytes.length);
        var adler = new Adler32();
        adler.update(bytes);
        number(out, (int) adler.getValue());
    }

    private static void number(OutputStream out, int value) throws IOException {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** git's word for a type of objects. */
    static String word(int type) {
        return Constants.typeString(type);
    }
}
