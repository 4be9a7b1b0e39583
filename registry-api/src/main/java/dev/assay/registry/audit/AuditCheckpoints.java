package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.tree.AuditCheckpoint;
import dev.assay.inventory.tree.AuditCheckpointStore;
import dev.assay.inventory.tree.MerkleTree;
import dev.assay.inventory.tree.SignedNote;
import dev.assay.inventory.tree.TreeHead;
import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.scanners.attestation.Keys;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs what the audit trail came to, and holds it to what was signed before. The tree's entries
 * are the events' hashes in their order, each as 64 hexadecimal digits.
 */
public final class AuditCheckpoints {

    private static final int AT_A_TIME = 1000;

    /** What came of making one. */
    sealed interface Made {

        /** The last one; it was there before, or is new. */
        record Signed(AuditCheckpoint checkpoint) implements Made {}

        /** Nothing is on the trail. */
        record Nothing() implements Made {}

        /** The trail is not what was written, so nothing is signed. */
        record Refused(AuditChain.State.Broken broken) implements Made {}
    }

    private final AuditChain chain;
    private final AuditCheckpointStore store;
    private final DocumentSigner signer;
    private final Clock clock;

    AuditCheckpoints(
            AuditChain chain, AuditCheckpointStore store, DocumentSigner signer, Clock clock) {
        this.chain = chain;
        this.store = store;
        this.signer = signer;
        this.clock = clock;
    }

    /** The entry of an event in the tree. */
    static byte[] entry(String hash) {
        return hash.getBytes(StandardCharsets.US_ASCII);
    }

    /** The last one that was signed. */
    public Optional<AuditCheckpoint> last() {
        return store.last();
    }

    /** The key of ours that a checkpoint is signed with, by its id; empty where it is none. */
    Optional<String> key(AuditCheckpoint checkpoint) {
        try {
            return SignedNote.parse(checkpoint.note())
                    .signedBy(checkpoint.tree().origin(), signer.known())
                    .map(Keys::id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Signs all that is on the trail now, from the last checkpoint on. */
    Made make() {
        var last = store.last().orElse(null);
        var why = last == null ? null : fault(last);
        if (last != null && why != null) {
            return new Made.Refused(broken(last, why, 0));
        }
        var tree = last == null ? new MerkleTree() : MerkleTree.of(last.size(), last.peaks());
        var end = new End(last == null ? null : last.tree().origin());
        var from =
                last == null
                        ? AuditChain.Place.BEGINNING
                        : new AuditChain.Place(last.sequence(), last.head(), last.size());
        var state =
                chain.follow(
                        from,
                        event -> {
                            tree.add(MerkleTree.leaf(entry(event.hash())));
                            end.see(event);
                        });
        if (state instanceof AuditChain.State.Broken found) {
            return new Made.Refused(found);
        }
        if (last != null && tree.size() == last.size()) {
            return new Made.Signed(last);
        }
        if (tree.size() == 0) {
            return new Made.Nothing();
        }
        var head = new TreeHead(end.origin(), tree.size(), HexFormat.of().formatHex(tree.root()));
        var made =
                new AuditCheckpoint(
                        head,
                        end.sequence,
                        end.hash,
                        tree.peaks(),
                        SignedNote.sign(
                                head.text(), head.origin(), signer.publicKey(), signer::signature),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.add(made);
        return new Made.Signed(made);
    }

    /** Follows the whole trail, and holds it to each checkpoint on the way. */
    AuditChain.State check() {
        var checking = new Checking();
        var state = chain.follow(AuditChain.Place.BEGINNING, checking::see);
        if (state instanceof AuditChain.State.Broken) {
            return state;
        }
        return checking.end().<AuditChain.State>map(each -> each).orElse(state);
    }

    /** Why a checkpoint is none of ours; null where it is. */
    private @Nullable String fault(AuditCheckpoint checkpoint) {
        try {
            var note = SignedNote.parse(checkpoint.note());
            if (note.signedBy(checkpoint.tree().origin(), signer.known()).isEmpty()) {
                return "it is not signed with a key of this Assay";
            }
            if (!TreeHead.parse(note.text()).equals(checkpoint.tree())) {
                return "it is not what was signed";
            }
            var tree = MerkleTree.of(checkpoint.size(), checkpoint.peaks());
            return HexFormat.of().formatHex(tree.root()).equals(checkpoint.tree().root())
                    ? null
                    : "what it goes on from is not what was signed";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static AuditChain.State.Broken broken(
            AuditCheckpoint checkpoint, String why, long entries) {
        return new AuditChain.State.Broken(
                checkpoint.sequence(),
                String.format(
                        Locale.UK,
                        "the checkpoint of %,d events, made at %s, does not hold: %s",
                        checkpoint.size(),
                        checkpoint.madeAt(),
                        why),
                entries);
    }

    /** Where the tree ends, and what it is called: by its first event, for ever. */
    private static final class End {

        private @Nullable String origin;
        private long sequence;
        private String hash = "";

        End(@Nullable String origin) {
            this.origin = origin;
        }

        void see(AuditEvent event) {
            if (origin == null) {
                origin = "assay-audit-" + event.hash().substring(0, 16);
            }
            sequence = event.sequence();
            hash = event.hash();
        }

        String origin() {
            return origin == null ? "assay-audit" : origin;
        }
    }

    private final class Checking {

        private final MerkleTree tree = new MerkleTree();
        private Iterator<AuditCheckpoint> portion = Collections.emptyIterator();
        private @Nullable AuditCheckpoint next;
        private AuditChain.State.@Nullable Broken found;

        Checking() {
            advance(0);
        }

        void see(AuditEvent event) {
            tree.add(MerkleTree.leaf(entry(event.hash())));
            var expected = next;
            if (expected == null || found != null || expected.size() != tree.size()) {
                return;
            }
            var why = fault(expected);
            if (why == null
                    && !(expected.tree().root().equals(HexFormat.of().formatHex(tree.root()))
                            && expected.head().equals(event.hash()))) {
                why = "the events are others than those that were signed";
            }
            if (why != null) {
                found = broken(expected, why, tree.size());
            }
            advance(tree.size());
        }

        Optional<AuditChain.State.Broken> end() {
            if (found != null) {
                return Optional.of(found);
            }
            var left = next;
            return left == null
                    ? Optional.empty()
                    : Optional.of(
                            broken(left, "there are only " + tree.size() + " events", tree.size()));
        }

        private void advance(long size) {
            if (!portion.hasNext()) {
                portion = store.after(size, AT_A_TIME).iterator();
            }
            next = portion.hasNext() ? portion.next() : null;
        }
    }
}
