package dev.assay.scanners.artifact.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.Deflater;

/** Packs of one commit with one file. */
final class Packs {

    private static final int COMMIT = 1;
    private static final int TREE = 2;
    private static final int BLOB = 3;

    private Packs() {}

    static byte[] ofOneFile(String name, String content) {
        var blob = content.getBytes(StandardCharsets.UTF_8);
        var tree = new ByteArrayOutputStream();
        tree.writeBytes(("100644 " + name + "\0").getBytes(StandardCharsets.UTF_8));
        tree.writeBytes(id("blob", blob));
        var commit =
                ("tree "
                                + HexFormat.of().formatHex(id("tree", tree.toByteArray()))
                                + "\nauthor A <a@b.zz> 0 +0000\ncommitter A <a@b.zz> 0 +0000\n\nm\n")
                        .getBytes(StandardCharsets.UTF_8);
        var pack = new ByteArrayOutputStream();
        pack.writeBytes(ByteBuffer.allocate(12).putInt(0x5041434B).putInt(2).putInt(3).array());
        object(pack, COMMIT, commit);
        object(pack, TREE, tree.toByteArray());
        object(pack, BLOB, blob);
        pack.writeBytes(PinnedPackWriter.sha1().digest(pack.toByteArray()));
        return pack.toByteArray();
    }

    private static byte[] id(String type, byte[] bytes) {
        var sha1 = PinnedPackWriter.sha1();
        sha1.update((type + " " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return sha1.digest(bytes);
    }

    private static void object(ByteArrayOutputStream out, int type, byte[] bytes) {
        var rest = bytes.length >>> 4;
        out.write((rest == 0 ? 0 : 0x80) | type << 4 | bytes.length & 0xF);
        while (rest != 0) {
            out.write(rest > 0x7F ? rest & 0x7F | 0x80 : rest);
            rest >>>= 7;
        }
        var deflater = new Deflater(Deflater.NO_COMPRESSION);
        deflater.setInput(bytes);
        deflater.finish();
        var buffer = new byte[bytes.length + 64];
        out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
    }
}
