package dev.assay.inventory.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1, that only grows. Of what is in it, only the roots of
 * its whole subtrees are kept: as many as its size has binary ones.
 */
public final class MerkleTree {

    private static final HexFormat HEX = HexFormat.of();

    /** A whole subtree of so many levels, by its root. */
    private record Subtree(int height, byte[] root) {}

    /** The largest first. */
    private final List<Subtree> subtrees = new ArrayList<>();

    private long size;

    /**
     * A tree as it was.
     *
     * @param peaks as {@link #peaks} tells them
     * @throws IllegalArgumentException when they are not those of such a tree
     */
    public static MerkleTree of(long size, List<String> peaks) {
        if (Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException("these are no peaks of a tree of " + size);
        }
        var tree = new MerkleTree();
        tree.size = size;
        var next = 0;
        for (var height = Long.SIZE - 2; height >= 0; height--) {
            if ((size >>> height & 1) == 1) {
                tree.subtrees.add(new Subtree(height, HEX.parseHex(peaks.get(next++))));
            }
        }
        return tree;
    }

    /** What stands at a leaf: SHA-256 over a zero byte and what it is of. */
    public static byte[] leaf(byte[] entry) {
        var digest = sha256();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    /** What stands above two: SHA-256 over a one and both. */
    static byte[] node(byte[] left, byte[] right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** Adds the hash of a leaf. */
    public void add(byte[] leaf) {
        var carried = new Subtree(0, leaf);
        while (!subtrees.isEmpty() && subtrees.getLast().height() == carried.height()) {
            carried =
                    new Subtree(
                            carried.height() + 1,
                            node(subtrees.removeLast().root(), carried.root()));
        }
        subtrees.add(carried);
        size++;
    }

    public long size() {
        return size;
    }

    /** The hash of the whole; of an empty tree, that of nothing. */
    public byte[] root() {
        if (subtrees.isEmpty()) {
            return sha256().digest();
        }
        var root = subtrees.getLast().root();
        for (var at = subtrees.size() - 2; at >= 0; at--) {
            root = node(subtrees.get(at).root(), root);
        }
        return root.clone();
    }

    /** The roots of the whole subtrees, the largest first, in hexadecimal digits. */
    public List<String> peaks() {
        return subtrees.stream().map(each -> HEX.formatHex(each.root())).toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
