package dev.assay.inventory.tree;

import java.util.Base64;
import java.util.HexFormat;

/**
 * What a checkpoint says (c2sp.org/tlog-checkpoint): that a log of this name had so many entries,
 * with this root.
 *
 * @param origin the log's name
 * @param root in 64 hexadecimal digits
 */
public record TreeHead(String origin, long size, String root) {

    /** The text that is signed. */
    public String text() {
        return origin
                + "\n"
                + size
                + "\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root))
                + "\n";
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException when it is none; the message is for people
     */
    public static TreeHead parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("it is no checkpoint");
        }
        var root = Base64.getDecoder().decode(lines[2]);
        if (root.length != 32) {
            throw new IllegalArgumentException("its root is no SHA-256");
        }
        return new TreeHead(lines[0], Long.parseLong(lines[1]), HexFormat.of().formatHex(root));
    }
}
