package dev.assay.web.cli;

import dev.assay.inventory.backup.Databases;
import dev.assay.inventory.backup.Move;
import dev.assay.inventory.backup.Restore;
import dev.assay.inventory.backup.UnfitException;
import dev.assay.registry.vetting.ConfiguredBlobs;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Brings a backup back into an empty data folder, or an empty PostgreSQL. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a backup back into an empty data folder, and an empty PostgreSQL with --to.",
            "Every table and every blob is compared with what was saved, and the audit trail is",
            "followed; unless all of it is right, nothing is kept."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:restored", "2:the command was not understood", "3:nothing was restored"})
final class RestoreCommand implements Callable<Integer> {

    @Mixin private Administration place = new Administration();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private @Nullable Path file;

    @Option(
            names = "--to",
            paramLabel = "JDBC-URL",
            description = "An empty PostgreSQL for the records; the data folder unless set.")
    private @Nullable String to;

    @Option(
            names = "--blobs",
            paramLabel = "s3://BUCKET/PREFIX",
            description =
                    "Where the bytes go, or lie if the backup only names them; the data folder or"
                            + " assay.blobs.s3 unless set.")
    private @Nullable URI blobs;

    @Override
    public Integer call() throws IncompleteException, InterruptedException {
        return place.run(this::restore);
    }

    private void restore() throws IOException, SQLException, UnfitException {
        var data = place.data().toAbsolutePath();
        if (Files.isDirectory(data)) {
            try (var there = Files.list(data)) {
                if (there.findAny().isPresent()) {
                    throw new IOException(data + " is not empty; name another folder with --data");
                }
            }
        }
        Files.createDirectories(data.getParent());
        // Beside the folder, so that it has its name only once all is there.
        var unfinished = Files.createTempDirectory(data.getParent(), ".assay-restore");
        try (var backup = new Restore(Objects.requireNonNull(file), place::progress)) {
            var moved = restore(backup, unfinished);
            Files.deleteIfExists(data);
            Files.move(unfinished, data);
            place.out()
                    .println(
                            "restored what was saved at "
                                    + backup.madeAt()
                                    + ": "
                                    + moved.rows()
                                    + " rows, each table compared; the audit trail is whole: "
                                    + moved.events()
                                    + " events, head "
                                    + moved.head());
        } finally {
            remove(unfinished);
        }
    }

    private Move.Moved restore(Restore backup, Path unfinished)
            throws IOException, SQLException, UnfitException {
        try (var store = ConfiguredBlobs.of(unfinished, blobs)) {
            if (!backup.blobsAt().isEmpty() && store.store().elsewhere().isEmpty()) {
                throw new IOException(
                        "the backup only names its blobs, which lay in "
                                + backup.blobsAt()
                                + "; name that place, or a copy of it, with --blobs");
            }
            backup.blobs(store.store(), unfinished.resolve("unfinished"));
        }
        backup.files(unfinished);
        return backup.records(
                to == null
                        ? Databases.embedded(unfinished)
                        : Databases.postgresql(to, place.user(), place.password()));
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
