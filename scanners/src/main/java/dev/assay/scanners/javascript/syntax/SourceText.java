package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a file as Node does: UTF-8, with or without a byte order mark. */
public final class SourceText {

    private SourceText() {}

    /**
     * The text, or null where the bytes are not UTF-8. Node would put replacement characters and
     * run what is left; a reviewer would then see other text than what runs, so such a file counts
     * as unread.
     */
    public static @Nullable String decode(byte[] bytes) {
        var ascii = true;
        for (var b : bytes) {
            if (b < 0) {
                ascii = false;
                break;
            }
        }
        if (ascii) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        // What cannot be decoded becomes a replacement character, which few texts have otherwise.
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes)) {
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
