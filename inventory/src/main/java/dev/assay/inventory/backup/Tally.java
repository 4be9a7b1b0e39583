package dev.assay.inventory.backup;

import dev.assay.scanners.coordinates.Sha256;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * How many rows went by, and a digest of them that does not depend on their order, which no two
 * databases share: the sum of the rows' SHA-256 modulo 2^256. It finds what was lost, doubled or
 * changed by accident; against somebody who means it, the whole file's digest is kept elsewhere.
 */
final class Tally {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    void add(byte[] line) {
        rows++;
        sum = sum.add(new BigInteger(1, Sha256.newDigest().digest(line))).mod(MODULUS);
    }

    long rows() {
        return rows;
    }

    String digest() {
        var bytes = sum.toByteArray();
        var hex = HexFormat.of().formatHex(bytes);
        return hex.length() > 64
                ? hex.substring(hex.length() - 64)
                : "0".repeat(64 - hex.length()) + hex;
    }
}
