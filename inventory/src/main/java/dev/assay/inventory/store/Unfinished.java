package dev.assay.inventory.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Files that somebody was writing when their process was killed. */
public final class Unfinished {

    /** Nobody writes at one file for so long. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int DEEPEST = 4;

    private Unfinished() {}

    /** Takes away what nobody can be at any more, of this process or another one. */
    public static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var latest = now(folder).minus(LONGEST);
        try (var files = Files.walk(folder, DEEPEST)) {
            for (var each :
                    files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .toList()) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(latest)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** By the clock that gives the files their times, which may be another machine's. */
    private static Instant now(Path folder) throws IOException {
        var made = Files.createTempFile(folder, "now", null);
        try {
            return Files.getLastModifiedTime(made).toInstant();
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
