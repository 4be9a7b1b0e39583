package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The entries of a tar stream as npm's own reader (node-tar 7) finds them. Readers disagree about
 * damaged headers, lone empty blocks and extended headers, and an attacker packs for the
 * disagreement; so every place where they do is a hazard, and what npm would unpack is what we see.
 */
final class TarEntries {

    private final InputStream in;
    private final int largestExtension;
    private final Hazards hazards;
    private TarExtension own = TarExtension.NONE;
    private TarExtension global = TarExtension.NONE;
    private long bodyLeft;
    private long paddingLeft;
    private boolean sawEmptyBlock;
    private boolean sawEntry;
    private String last = "";

    TarEntries(InputStream in, int largestExtension, Hazards hazards) {
        this.in = in;
        this.largestExtension = largestExtension;
        this.hazards = hazards;
    }

    /**
     * The next entry, links and devices included; what is left of the one before is skipped.
     *
     * @return null after the last one
     */
    @Nullable TarHeader next() throws IOException {
        skipBody();
        while (true) {
            var block = in.readNBytes(TarHeader.BLOCK);
            if (block.length < TarHeader.BLOCK) {
                return end();
            }
            var header = TarHeader.parse(block, own, global);
            if (header.empty()) {
                if (sawEmptyBlock) {
                    reportWhatFollows();
                    return end();
                }
                sawEmptyBlock = true;
                continue;
            }
            if (sawEmptyBlock) {
                hazards.add(header.path(), "stands behind an empty block, where some readers stop");
                sawEmptyBlock = false;
            }
            if (isDamaged(header)) {
                continue;
            }
            sawEntry = true;
            last = header.path();
            bodyLeft = header.size();
            paddingLeft = -header.size() & TarHeader.BLOCK - 1;
            if (header.isMeta()) {
                readExtension(header);
                continue;
            }
            reportOddities(header);
            own = TarExtension.NONE;
            return header;
        }
    }

    /**
     * Reads the body of the current entry.
     *
     * @param limit the largest that is read
     */
    byte[] body(int limit) throws IOException {
        if (bodyLeft > limit) {
            throw new LimitExceededException(
                    "'" + Hazards.printable(last) + "' exceeds " + limit + " bytes");
        }
        var body = in.readNBytes((int) bodyLeft);
        if (body.length < bodyLeft) {
            throw truncated();
        }
        bodyLeft = 0;
        return body;
    }

    private boolean isDamaged(TarHeader header) {
        if (!header.checksumHolds()) {
            hazards.add(header.path(), "a header's checksum is wrong; npm skips it");
        } else if (header.path().isEmpty()) {
            hazards.add("", "an entry has no name; npm skips it");
        } else if (header.isLink() && header.linkPath().isEmpty()) {
            hazards.add(header.path(), "a link leads nowhere; npm skips it");
        } else if (!header.isLink()
                && header.type() != 'g'
                && header.type() != 'x'
                && !header.linkPath().isEmpty()) {
            hazards.add(header.path(), "has a link's target and is no link; npm skips it");
        } else {
            return false;
        }
        return true;
    }

    private void reportOddities(TarHeader header) {
        if (own.overridesType() || global.overridesType()) {
            hazards.add(header.path(), "an extended header changes what kind of entry it is");
        }
        if (own.hasOddSize() || global.size() >= 0 || global.hasOddSize()) {
            hazards.add(
                    header.path(),
                    "an extended header changes its size in a way readers differ on");
        }
    }

    private void readExtension(TarHeader header) throws IOException {
        if (header.size() > largestExtension) {
            hazards.add(header.path(), "an extended header is larger than npm reads; npm skips it");
            skipBody();
            return;
        }
        var body = body(largestExtension);
        skipBody();
        switch (header.type()) {
            case 'g' -> global = TarExtension.parse(body, global);
            case 'x', 'X' -> own = TarExtension.parse(body, own);
            case 'K' -> own = own.withLinkPath(body);
            default -> own = own.withPath(body);
        }
    }

    private void skipBody() throws IOException {
        try {
            in.skipNBytes(bodyLeft + paddingLeft);
        } catch (EOFException e) {
            throw truncated();
        }
        bodyLeft = 0;
        paddingLeft = 0;
    }

    private void reportWhatFollows() throws IOException {
        var chunk = new byte[1 << 16];
        for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            for (var i = 0; i < count; i++) {
                if (chunk[i] != 0) {
                    hazards.add("", "there is more data behind the end of the archive");
                    return;
                }
            }
        }
    }

    private @Nullable TarHeader end() throws DamagedArchiveException {
        if (!sawEntry) {
            throw new DamagedArchiveException("it holds no entry that can be read");
        }
        return null;
    }

    private DamagedArchiveException truncated() {
        return new DamagedArchiveException(
                "it ends in the middle of '" + Hazards.printable(last) + "'");
    }
}
