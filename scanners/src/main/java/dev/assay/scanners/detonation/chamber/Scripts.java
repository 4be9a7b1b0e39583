package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The small shell programs between the layers, handed to the shell as text. */
final class Scripts {

    private static final String SHELL = "/bin/sh";

    private Scripts() {}

    /** The start of a command line; the script's arguments follow. */
    static List<String> run(String name) {
        try (var in = Scripts.class.getResourceAsStream(name)) {
            var text =
                    new String(
                            Objects.requireNonNull(in, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            return List.of(SHELL, "-c", text, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
