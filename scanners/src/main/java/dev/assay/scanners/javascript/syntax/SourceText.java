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
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
