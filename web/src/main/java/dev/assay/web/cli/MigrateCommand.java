package dev.assay.web.cli;

import dev.assay.inventory.backup.Databases;
import dev.assay.inventory.backup.FrozenDatabase;
import dev.assay.inventory.backup.Move;
import dev.assay.inventory.backup.UnfitException;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.registry.vetting.ConfiguredBlobs;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Moves an installation from its data folder into PostgreSQL, and its blobs into a bucket. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Moves an installation that is stopped from its data folder into an empty PostgreSQL.",
            "Every table is read back and compared, the audit trail is followed, and nothing is",
            "kept unless all of it is right. At the source nothing changes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:moved", "2:the command was not understood", "3:nothing was moved"})
final class MigrateCommand implements Callable<Integer> {

    @Mixin private Administration place = new Administration();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "JDBC-URL",
            description = "jdbc:postgresql://HOST/DATABASE, an empty one.")
    private @Nullable String to;

    @Option(
            names = "--blobs",
            paramLabel = "s3://BUCKET/PREFIX",
            description =
                    "Copies the bytes there too; endpoint and key as in assay.blobs.s3. They stay"
                            + " in the data folder unless set.")
    private @Nullable URI blobs;

    @Override
    public Integer call() throws IncompleteException, InterruptedException {
        return place.run(this::move);
    }

    private void move() throws IOException, SQLException, UnfitException {
        var move = new Move(place::progress);
        var address = Objects.requireNonNull(to);
        var target = Databases.postgresql(address, place.user(), place.password());
        try (var source = FrozenDatabase.in(place.data())) {
            // First: a row never speaks of bytes that are not there.
            if (blobs != null) {
                try (var bucket = ConfiguredBlobs.of(place.data(), blobs)) {
                    move.blobs(new FileBlobStore(place.data().resolve("blobs")), bucket.store());
                }
            }
            var moved = move.records(source.database(), target);
            place.out()
                    .println(
                            "moved "
                                    + moved.rows()
                                    + " rows of "
                                    + moved.tables()
                                    + " tables, each compared; the audit trail is whole: "
                                    + moved.events()
                                    + " events, head "
                                    + moved.head());
            place.out()
                    .println(
                            "Now set spring.datasource.url"
                                    + (blobs == null ? "" : " and assay.blobs.s3.bucket")
                                    + ", keep "
                                    + place.data().resolve("attestation")
                                    + ", and start Assay. The old database stays as it was in "
                                    + place.data().resolve("db"));
        }
    }
}
