package dev.assay.scanners.changes;

import dev.assay.scanners.javascript.syntax.SourceText;
import dev.assay.scanners.jvm.Listing;

import org.jspecify.annotations.Nullable;

/** A file as people can read it: its text, or what its bytecode says. */
final class FileText {

    private FileText() {}

    /** Null where it is neither. */
    static @Nullable String of(byte[] bytes) {
        var listing = Listing.of(bytes);
        return listing == null ? SourceText.decode(bytes) : listing;
    }
}
