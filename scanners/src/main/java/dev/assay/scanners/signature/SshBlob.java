package dev.assay.scanners.signature;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SSH's encoding of data (RFC 4251, section 5), read within its bounds. */
final class SshBlob {

    private final ByteBuffer bytes;

    SshBlob(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    byte[] take(int count) throws DefectException {
        if (count < 0 || count > bytes.remaining()) {
            throw malformed();
        }
        var taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    int number() throws DefectException {
        try {
            return bytes.getInt();
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
    }

    byte[] string() throws DefectException {
        return take(number());
    }

    String text() throws DefectException {
        return new String(string(), StandardCharsets.US_ASCII);
    }

    BigInteger integer() throws DefectException {
        var value = string();
        return value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
    }

    void end() throws DefectException {
        if (bytes.hasRemaining()) {
            throw malformed();
        }
    }

    private static DefectException malformed() {
        return new DefectException(Defect.SIGNATURE_MALFORMED, "");
    }
}
