package dev.assay.registry.gate.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * What a client sends to git-upload-pack, by protocol 0 or 2. Whatever depth it asks for, it is
 * given one commit: what stands before an approved one is not approved with it.
 */
final class FetchRequest {

    private static final int LARGEST = 16 << 20;
    private static final String WANT = "want ";
    private static final String PREFIX = "ref-prefix refs/tags/";

    private final boolean second;
    private final List<String> lines;

    private FetchRequest(boolean second, List<String> lines) {
        this.second = second;
        this.lines = lines;
    }

    /**
     * Reads one.
     *
     * @param second whether it speaks protocol 2
     * @throws IOException when it is none, or too large
     */
    static FetchRequest read(byte[] body, boolean zipped, boolean second) throws IOException {
        var bytes = zipped ? unzipped(body) : body;
        return new FetchRequest(second, PacketLines.read(bytes));
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            return bytes;
        }
    }

    /** The objects that are asked for. */
    Set<String> wants() {
        var wants = new LinkedHashSet<String>();
        for (var line : lines) {
            if (line.startsWith(WANT)) {
                wants.add(line.substring(WANT.length()).split("[ \0]", 2)[0]);
            }
        }
        return wants;
    }

    /** The tags that are asked about by their whole names. */
    Set<String> tags() {
        var tags = new LinkedHashSet<String>();
        for (var line : lines) {
            if (line.startsWith(PREFIX) && line.length() > PREFIX.length()) {
                tags.add(line.substring(PREFIX.length()));
            }
        }
        return tags;
    }

    /**
     * Whether a clone that is there already asks for all that leads to a commit. By protocol 2 it
     * would be given the commit alone and drop it without a word, unless it asks for a depth.
     */
    boolean wouldBeDropped() {
        return second
                && lines.contains("command=fetch")
                && lines.stream().noneMatch(line -> line.startsWith("deepen"))
                && lines.stream()
                        .anyMatch(line -> line.startsWith("have ") || line.startsWith("shallow "));
    }

    /** The request as it is answered: one commit deep. */
    byte[] ofOneCommit() {
        var fetches = !second || lines.contains("command=fetch");
        if (!fetches) {
            return PacketLines.write(lines);
        }
        var asked = lines.stream().anyMatch(line -> line.startsWith("deepen"));
        var kept = new ArrayList<String>();
        // By protocol 0 a client that did not ask would not read the answer to it: it was told
        // beforehand, with the list of references, where history ends.
        var missing = second || asked;
        for (var line : lines) {
            if (missing && line.equals(PacketLines.FLUSH)) {
                kept.add("deepen 1");
                missing = false;
            }
            if (!line.startsWith("deepen")) {
                kept.add(line);
            }
        }
        return PacketLines.write(kept);
    }
}
