package dev.assay.scanners.detonation.driver;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines that may be endless: what is beyond the bound of a line is skipped. */
final class BoundedLines {

    private final InputStream in;
    private final int longest;

    BoundedLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /** The next line without its end; null where there is none. */
    @Nullable String next() throws IOException {
        var line = new ByteArrayOutputStream();
        var any = false;
        for (var c = in.read(); c >= 0; c = in.read()) {
            any = true;
            if (c == '\n') {
                break;
            }
            if (line.size() < longest) {
                line.write(c);
            }
        }
        return any ? line.toString(StandardCharsets.UTF_8).stripTrailing() : null;
    }
}
