package dev.assay.scanners.signature;

import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The armored blocks of a text, and the signatures in them (RFC 9580, section 6.2). */
final class PgpBlocks {

    private static final int LARGEST = 64 << 10;
    private static final int MOST = 10;
    private static final String KIND = "PGP SIGNATURE";

    private PgpBlocks() {}

    /** Each block of a kind, decoded, with its checksum compared where it has one. */
    static List<byte[]> decoded(String text, String kind, int most) throws IOException {
        var begin = "-----BEGIN " + kind + "-----";
        var end = "-----END " + kind + "-----";
        var blocks = new ArrayList<byte[]>();
        for (var at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
            var stop = text.indexOf(end, at);
            if (stop < 0) {
                throw new IOException("a block has no end");
            }
            if (blocks.size() == most) {
                throw new IOException("it has more than " + most + " blocks");
            }
            var block = text.substring(at, stop + end.length()) + "\n";
            try (var in =
                    new ArmoredInputStream(
                            new ByteArrayInputStream(
                                    block.getBytes(StandardCharsets.ISO_8859_1)))) {
                blocks.add(in.readAllBytes());
            }
        }
        return blocks;
    }

    /** The signatures of a detached one, one or more. */
    static List<PGPSignature> signatures(byte[] armored) throws DefectException {
        if (armored.length > LARGEST) {
            throw new DefectException(Defect.TOO_LARGE, armored.length + " bytes");
        }
        var signatures = new ArrayList<PGPSignature>();
        try {
            var text = new String(armored, StandardCharsets.ISO_8859_1);
            for (var block : decoded(text, KIND, MOST)) {
                var packets = new BcPGPObjectFactory(block);
                for (var next = packets.nextObject(); next != null; next = packets.nextObject()) {
                    if (!(next instanceof PGPSignatureList list)) {
                        throw new DefectException(
                                Defect.SIGNATURE_MALFORMED, "there is something else in it");
                    }
                    list.forEach(signatures::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED, String.valueOf(e.getMessage()));
        }
        if (signatures.isEmpty() || signatures.size() > MOST) {
            throw new DefectException(
                    Defect.SIGNATURE_MALFORMED, "it holds " + signatures.size() + " signatures");
        }
        return signatures;
    }

    /** Why something of it could not be read; the library says little. */
    static DefectException malformed(PGPException e) {
        return new DefectException(Defect.SIGNATURE_MALFORMED, String.valueOf(e.getMessage()));
    }
}
