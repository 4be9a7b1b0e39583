package dev.assay.web.cli;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.backup.Backup;
import dev.assay.inventory.backup.BackupFolder;
import dev.assay.inventory.backup.Databases;
import dev.assay.inventory.backup.UnfitException;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.ConfiguredBlobs;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

/** Saves an installation into one file, while it runs or not. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Saves an installation into one file, while it runs: all records as of one moment, the",
            "bytes they speak of, and the key that signs. Asks the service that runs on the data",
            "folder; where none does, reads the folder, or the database of spring.datasource.url."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:saved", "2:the command was not understood", "3:not saved"})
final class BackupCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'assay-'yyyyMMdd-HHmmss'.zip'").withZone(ZoneOffset.UTC);

    private static final long LOOK_EVERY_MILLIS = 200;

    @Mixin private Administration place = new Administration();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "The file to write, or a folder for one named by the time.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IncompleteException, InterruptedException {
        return place.run(this::save);
    }

    private void save() throws IOException, SQLException, UnfitException, InterruptedException {
        var clock = Clock.systemUTC();
        var named = Objects.requireNonNull(output);
        var file = Files.isDirectory(named) ? named.resolve(NAME.format(clock.instant())) : named;
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        var folder = new BackupFolder(place.data());
        var words = folder.isServed() ? ask(folder, file) : make(file, clock);
        place.out().println(file + ": " + words);
    }

    private String ask(BackupFolder folder, Path file)
            throws IOException, UnfitException, InterruptedException {
        place.progress("asking the service that runs on " + place.data());
        var id = Id.random().value();
        try {
            folder.want(id);
            while (true) {
                var words = folder.answered(id);
                if (words != null) {
                    Files.move(folder.backup(id), file);
                    return words;
                }
                if (!folder.isServed()) {
                    throw new IOException("the service stopped before the backup was made");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } finally {
            folder.clear(id);
        }
    }

    private String make(Path file, Clock clock) throws IOException, SQLException, UnfitException {
        var database = database();
        try (var blobs = ConfiguredBlobs.of(place.data(), null)) {
            var saved =
                    new Backup(database, blobs.store(), place.data(), clock, place::progress)
                            .to(file);
            new AuditTrail(
                            JdbcClient.create(database),
                            new TransactionTemplate(new DataSourceTransactionManager(database)),
                            clock)
                    .append(AuditTrail.SERVICE, "backup.made", "installation", saved.words());
            return saved.words();
        }
    }

    private DataSource database() throws IOException, UnfitException {
        var url = Setting.of("spring.datasource.url");
        if (url != null && !url.isBlank()) {
            return Databases.postgresql(url, place.user(), place.password());
        }
        if (!EmbeddedDatabase.existsIn(place.data())) {
            throw new IOException(
                    "there is no Assay in "
                            + place.data()
                            + "; name its data folder with --data, or set spring.datasource.url");
        }
        EmbeddedDatabase.mend(place.data());
        return Databases.embedded(place.data());
    }
}
