package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditHash;
import dev.assay.inventory.tree.MerkleTree;
import dev.assay.inventory.tree.SignedNote;
import dev.assay.inventory.tree.Tiles;
import dev.assay.inventory.tree.TreeHead;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.TrustedKey;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Verifies an archive of the audit trail, asking nobody: that each event is what was written and
 * follows the one before, that their tree has the root that was signed, that the tiles are those of
 * that tree, and that an earlier checkpoint is of the same events.
 */
public final class AuditVerification {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_NOTE = 1 << 16;

    /** The files of an archive. */
    @FunctionalInterface
    public interface Files {

        /** A file by its path, or null where there is none. */
        @Nullable InputStream open(String path) throws IOException;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * @param keyId of the key that signed it
         * @param since the earlier checkpoint that it is consistent with; null where none was given
         */
        record Verified(TreeHead head, String keyId, @Nullable TreeHead since) implements Outcome {}

        /**
         * @param why for people
         */
        record Failed(String why) implements Outcome {}
    }

    private static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        Failure(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    private record Signed(TreeHead head, PublicKey key) {}

    private final List<PublicKey> keys;

    /**
     * @param keys whose signatures are believed
     */
    public AuditVerification(List<TrustedKey> keys) {
        this.keys = keys.stream().map(TrustedKey::key).toList();
    }

    /**
     * Verifies.
     *
     * @param since an earlier checkpoint, as it was given away then; null for none
     */
    public Outcome verify(Files files, @Nullable String since) throws IOException {
        try {
            var signed = signed("the checkpoint", text(files, "checkpoint"));
            var earlier = since == null ? null : signed("the earlier checkpoint", since);
            if (earlier != null && !earlier.head().origin().equals(signed.head().origin())) {
                return new Outcome.Failed(
                        "the earlier checkpoint is of another log, "
                                + earlier.head().origin()
                                + ", and this is "
                                + signed.head().origin());
            }
            follow(files, signed.head(), earlier == null ? null : earlier.head());
            return new Outcome.Verified(
                    signed.head(), Keys.id(signed.key()), earlier == null ? null : earlier.head());
        } catch (Failure e) {
            return new Outcome.Failed(e.why());
        }
    }

    private Signed signed(String what, String text) throws Failure {
        try {
            var note = SignedNote.parse(text);
            var head = TreeHead.parse(note.text());
            var key = note.signedBy(head.origin(), keys);
            if (key.isEmpty()) {
                throw new Failure(what + " is not signed with a key that is believed");
            }
            return new Signed(head, key.get());
        } catch (IllegalArgumentException e) {
            throw new Failure(what + " cannot be read: " + e.getMessage());
        }
    }

    private static void follow(Files files, TreeHead head, @Nullable TreeHead earlier)
            throws IOException, Failure {
        var tree = new MerkleTree();
        var tiles = new Tiles((path, bytes) -> same(files, path, bytes));
        held(tree, earlier);
        try (var in = opened(files, "audit.jsonl")) {
            var previous = AuditEvent.BEFORE_ALL;
            for (var line = line(in); line != null; line = line(in)) {
                var number = tree.size() + 1;
                previous = hash(line, previous, number);
                var entry = AuditCheckpoints.entry(previous);
                tree.add(MerkleTree.leaf(entry));
                tiles.add(entry);
                held(tree, earlier);
                if (number > head.size()) {
                    throw new Failure(
                            "there are more events than the " + head.size() + " that were signed");
                }
            }
            summed(tree, head, earlier);
            tiles.end();
        } catch (TileException e) {
            throw new Failure(e.why());
        }
    }

    private static void summed(MerkleTree tree, TreeHead head, @Nullable TreeHead earlier)
            throws Failure {
        if (tree.size() != head.size()) {
            throw new Failure(
                    "there are " + tree.size() + " events, and " + head.size() + " were signed");
        }
        if (!root(tree).equals(head.root())) {
            throw new Failure("the events are others than those that were signed");
        }
        if (earlier != null && earlier.size() > tree.size()) {
            throw new Failure(
                    "the earlier checkpoint has "
                            + earlier.size()
                            + " events, and here are only "
                            + tree.size());
        }
    }

    private static void held(MerkleTree tree, @Nullable TreeHead earlier) throws Failure {
        if (earlier != null
                && earlier.size() == tree.size()
                && !root(tree).equals(earlier.root())) {
            throw new Failure(
                    "the first "
                            + earlier.size()
                            + " events are others than those of the earlier checkpoint");
        }
    }

    private static String root(MerkleTree tree) {
        return HexFormat.of().formatHex(tree.root());
    }

    /** The hash of an event that is what was written. */
    private static String hash(String line, String previous, long number) throws Failure {
        try {
            var json = JSON.readTree(line);
            var before = json.path("previous").asString("");
            var hash = json.path("hash").asString("");
            if (!before.equals(previous)) {
                throw new Failure(
                        "event "
                                + number
                                + " does not follow the one before: one was removed, put in or"
                                + " moved");
            }
            var expected =
                    AuditHash.of(
                            before,
                            Instant.parse(json.path("at").asString("")),
                            json.path("actor").asString(""),
                            json.path("action").asString(""),
                            json.path("subject").asString(""),
                            json.path("detail").asString(""));
            if (!hash.equals(expected)) {
                throw new Failure("event " + number + " is not what was written");
            }
            return hash;
        } catch (JacksonException | DateTimeException e) {
            throw new Failure("event " + number + " cannot be read");
        }
    }

    /** That a tile is not that of the events. */
    private static final class TileException extends IOException {

        private static final long serialVersionUID = 1L;

        TileException(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    private static void same(Files files, String path, byte[] expected) throws IOException {
        try (var in = files.open(path)) {
            if (in == null) {
                throw new TileException("there is no " + path);
            }
            if (!Arrays.equals(in.readNBytes(expected.length + 1), expected)) {
                throw new TileException(path + " is not the tile of these events");
            }
        }
    }

    private static String text(Files files, String path) throws IOException, Failure {
        try (var in = opened(files, path)) {
            var bytes = in.readNBytes(LONGEST_NOTE + 1);
            if (bytes.length > LONGEST_NOTE) {
                throw new Failure(path + " is too long");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static InputStream opened(Files files, String path) throws IOException, Failure {
        var in = files.open(path);
        if (in == null) {
            throw new Failure("there is no " + path);
        }
        return new BufferedInputStream(in, 1 << 16);
    }

    /** The next line, or null at the end. */
    private static @Nullable String line(InputStream in) throws IOException, Failure {
        var line = new ByteArrayOutputStream();
        for (var each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == LONGEST_LINE) {
                throw new Failure("an event is longer than any that was written");
            }
            line.write(each);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
