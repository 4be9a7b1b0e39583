package dev.assay.inventory.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database in a data folder, for one process at a time. */
public final class EmbeddedDatabase {

    /** Whom it belongs to; there is no password, since whoever reads the file has it anyway. */
    public static final String USER = "assay";

    /** How the address of a database begins that is a file of this kind. */
    static final String FILES = "jdbc:h2:async:";

    private static final int CACHE_KILOBYTES = 32 << 10;

    /** What H2 puts behind the path that a database is named by. */
    static final String ENDING = ".mv.db";

    private EmbeddedDatabase() {}

    /** What H2 names it by. */
    static Path path(Path dataDirectory) {
        return dataDirectory.toAbsolutePath().resolve("db").resolve("assay");
    }

    /**
     * Where it is. Its plain files close for everybody when one thread that uses them is
     * interrupted; the asynchronous ones do not. A commit is written within a millisecond instead
     * of half a second; where even that is too late, a checkpoint is made. A row lock is waited for
     * rather than given up: vetting and a decision may want the same release. H2 would keep pages
     * by how large the heap may become, which is a quarter of the machine's memory.
     */
    public static String url(Path dataDirectory) {
        return FILES
                + path(dataDirectory)
                + ";WRITE_DELAY=1;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE="
                + CACHE_KILOBYTES;
    }

    /**
     * Puts the database back as it was before a migration that did not come to its end, where there
     * was one. To be called before anybody opens it.
     */
    public static void mend(Path dataDirectory) throws IOException {
        HalfMigrated.in(dataDirectory).mend();
    }

    /** Whether there is one in a data folder. */
    public static boolean existsIn(Path dataDirectory) {
        return Files.exists(Path.of(path(dataDirectory) + ENDING));
    }
}
