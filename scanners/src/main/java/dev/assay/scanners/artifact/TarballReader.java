package dev.assay.scanners.artifact;

import dev.assay.scanners.artifact.ReadOutcome.Read;
import dev.assay.scanners.artifact.ReadOutcome.Rejected;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;

/**
 * Reads a package's tarball into memory: what npm would unpack from it, and what is wrong with it.
 * Nothing is written to disk, and nothing is followed.
 */
public final class TarballReader {

    private static final int BUFFER = 1 << 16;

    private final ArchiveLimits limits;
    private final Clock clock;

    public TarballReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads a tarball, gzip-packed or plain.
     *
     * @param purl what it was fetched as, or null to take what its own manifest claims
     */
    public ReadOutcome read(Path tarball, @Nullable Purl purl) {
        var name = String.valueOf(tarball.getFileName());
        try (var file = Files.newInputStream(tarball)) {
            return read(file, name, purl);
        } catch (IOException e) {
            return new Rejected("'" + name + "' cannot be opened: " + e.getMessage());
        }
    }

    /**
     * Reads a tarball from a stream, which is left open.
     *
     * @param name what to call it in messages
     * @param purl what it was fetched as, or null to take what its own manifest claims
     */
    public ReadOutcome read(InputStream stream, String name, @Nullable Purl purl) {
        var hazards = new Hazards();
        var files = new PackageFiles(hazards);
        var digested = new DigestInputStream(stream, Sha256.newDigest());
        var packed = new BoundedInputStream(digested, limits.packed(), "the archive");
        try {
            unpack(packed, files, hazards);
            // The digest names all bytes, those behind the end of the archive too.
            packed.transferTo(OutputStream.nullOutputStream());
        } catch (LimitExceededException | DamagedArchiveException e) {
            return new Rejected("'" + name + "' is not read: " + e.getMessage());
        } catch (IOException e) {
            return new Rejected(
                    "'" + name + "' is damaged: " + e.getMessage() + "; fetch or pack it again");
        }
        var sha256 = Sha256.ofDigest(digested.getMessageDigest().digest());
        var known = purl != null ? purl : ClaimedName.of(files.files(), name);
        return new Read(new PackageTree(known, sha256, files.files(), hazards.all()));
    }

    private void unpack(BoundedInputStream packed, PackageFiles files, Hazards hazards)
            throws IOException {
        var deadline = clock.instant().plus(limits.time());
        var buffered = new BufferedInputStream(packed, BUFFER);
        var plain = GunzipStream.isGzip(buffered) ? new GunzipStream(buffered, hazards) : buffered;
        var unpacked = new BoundedInputStream(plain, limits.unpacked(), "what it unpacks to");
        var watched = new BufferedInputStream(new Watched(unpacked, packed, deadline), BUFFER);
        var entries = new TarEntries(watched, limits.extension(), hazards);
        var roots = new HashSet<String>();
        var count = 0;
        for (var header = entries.next(); header != null; header = entries.next()) {
            if (++count > limits.entries()) {
                throw new LimitExceededException(
                        "it has more than " + limits.entries() + " entries");
            }
            take(header, entries, files, hazards, roots);
        }
        if (roots.size() > 1) {
            hazards.add(
                    "", "it has several top folders, which npm unpacks into one: " + roots.size());
        }
    }

    private void take(
            TarHeader header,
            TarEntries entries,
            PackageFiles files,
            Hazards hazards,
            HashSet<String> roots)
            throws IOException {
        var raw = header.path();
        if (header.isLink()) {
            hazards.add(raw, linkProblem(header));
            return;
        }
        if (header.isDevice()) {
            hazards.add(raw, "is a device; npm leaves it out");
            return;
        }
        if (!header.isFile() && !header.isFolder()) {
            hazards.add(
                    raw,
                    "is an entry of the kind '"
                            + Hazards.printable(String.valueOf(header.type()))
                            + "'; npm leaves it out and other tools may not");
            return;
        }
        var path = EntryPath.of(raw);
        path.problems().forEach(problem -> hazards.add(raw, problem));
        var inside = path.inside().orElse(null);
        if (inside == null) {
            return;
        }
        checkPath(inside);
        roots.add(raw.substring(0, raw.indexOf('/')));
        if (header.isFile()) {
            files.add(inside, entries.body(limits.file()), header.mode());
        }
    }

    private void checkPath(String path) throws LimitExceededException {
        if (path.length() > limits.pathLength()) {
            throw new LimitExceededException(
                    "a path is longer than " + limits.pathLength() + " characters");
        }
        if (path.chars().filter(c -> c == '/').count() >= limits.pathDepth()) {
            throw new LimitExceededException(
                    "a path is deeper than " + limits.pathDepth() + " folders");
        }
    }

    private static String linkProblem(TarHeader header) {
        var target = header.linkPath();
        var parent = header.path().lastIndexOf('/');
        var base = header.type() == '2' && parent > 0 ? header.path().substring(0, parent) : "";
        return FolderReader.leavesTree(base, target)
                ? "is a link out of the package, to '"
                        + Hazards.printable(target)
                        + "'; npm leaves it out"
                : "is a link to '" + Hazards.printable(target) + "'; npm leaves it out";
    }

    /** Stops what takes too long or grows out of proportion, between two chunks. */
    private final class Watched extends FilterInputStream {

        private final BoundedInputStream unpacked;
        private final BoundedInputStream packed;
        private final Instant deadline;

        Watched(BoundedInputStream unpacked, BoundedInputStream packed, Instant deadline) {
            super(unpacked);
            this.unpacked = unpacked;
            this.packed = packed;
            this.deadline = deadline;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = super.read(target, offset, length);
            check();
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            var skipped = super.skip(Math.min(count, BUFFER));
            check();
            return skipped;
        }

        private void check() throws LimitExceededException {
            if (unpacked.bytesRead() > limits.ratioFloor()
                    && unpacked.bytesRead() / limits.ratio() > packed.bytesRead()) {
                throw new LimitExceededException(
                        "it unpacks to more than " + limits.ratio() + " times its size");
            }
            if (clock.instant().isAfter(deadline)) {
                throw new LimitExceededException(
                        "it takes longer than " + limits.time().toSeconds() + " s");
            }
        }
    }
}
