package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Purl;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What a command is to look at. */
sealed interface Artifact {

    /** A tarball or an unpacked folder. */
    record OnDisk(Path path) implements Artifact {}

    /** A release in a registry. */
    record InRegistry(Purl purl) implements Artifact {}

    /**
     * Reads a command-line argument: a package URL, the short form, or a path.
     *
     * @throws UsageException when it is none of these, with what to write instead
     */
    static Artifact of(String argument) throws UsageException {
        if (!argument.startsWith("pkg:") && exists(argument)) {
            return new OnDisk(Path.of(argument));
        }
        if (argument.startsWith("pkg:") || argument.matches("[a-z]{2,}:.+")) {
            return new InRegistry(purl(argument));
        }
        throw new UsageException(
                "there is no file or folder '"
                        + argument
                        + "'; a package is written npm:@scope/name@1.2.3 or"
                        + " pkg:npm/%40scope/name@1.2.3");
    }

    private static boolean exists(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Purl purl(String argument) throws UsageException {
        try {
            return Purl.parse(argument);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() == null ? argument : e.getMessage());
        }
    }
}
