package dev.assay.scanners.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of hostile bytes. Any bytes have to end in a result or in a refusal with a name;
 * whatever else is thrown is a flaw of the reader.
 */
public interface FuzzTarget {

    /** Reads bytes, and checks what has to hold for every result. */
    void read(byte[] bytes);

    /** Well-formed input, from which hostile input is made. */
    List<byte[]> seeds();

    /** Texts as seeds. */
    static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
