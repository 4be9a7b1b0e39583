package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Makes, lists and revokes tokens, at a running service or in the folder of a stopped one. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, lists and revokes API tokens.",
            "While Assay runs, with --service URL as the account in ASSAY_LOGIN and ASSAY_PASSWORD;",
            "while it is stopped, in its data folder, for whoever may write there."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command was not understood", "3:could not be done"})
final class TokenCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    /** Without a command there is nothing to do but to say so. */
    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "say what to do: create, list, revoke");
    }

    /** Which tokens are meant. */
    static final class Place {

        @Option(
                names = "--service",
                paramLabel = "URL",
                description = "A running Assay, for example http://localhost:8080.")
        private @Nullable URI service;

        @Option(
                names = "--data",
                paramLabel = "FOLDER",
                description = "The data folder of a stopped one; data unless set.")
        private @Nullable Path data;
    }

    private interface Deed {
        void on(TokenDesk desk) throws IncompleteException, UsageException, InterruptedException;
    }

    private static int at(@Nullable Place place, Deed deed)
            throws IncompleteException, UsageException, InterruptedException {
        try (var desk =
                place != null && place.service != null
                        ? ServiceTokens.at(place.service)
                        : FolderTokens.in(
                                place == null || place.data == null
                                        ? Path.of("data")
                                        : place.data)) {
            deed.on(desk);
        }
        return ExitCodes.CLEAN;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints it; it is shown this once.")
    int create(
            @ArgGroup @Nullable Place place,
            @Option(
                            names = "--owner",
                            paramLabel = "LOGIN",
                            description = "The account it speaks for; at a service, yourself.")
                    @Nullable String owner,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What it is for.")
                    String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            defaultValue = "gate:read",
                            description = "gate:read, api:read, api:write; may be given again.")
                    List<String> scopes,
            @Option(
                            names = "--stage",
                            paramLabel = "STAGE",
                            defaultValue = "production",
                            description = "sandbox, read-only, pilot or production.")
                    String stage,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            defaultValue = "90",
                            description = "After how many days it expires; 90 unless set.")
                    int days)
            throws IncompleteException, UsageException, InterruptedException {
        return at(place, desk -> out().println(desk.create(owner, name, scopes, stage, days)));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists tokens: id, owner, scopes, stage, expiry, state, name.")
    int list(@ArgGroup @Nullable Place place)
            throws IncompleteException, UsageException, InterruptedException {
        return at(place, desk -> desk.list().forEach(out()::println));
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends a token at once.")
    int revoke(
            @ArgGroup @Nullable Place place,
            @Parameters(paramLabel = "ID", description = "Its id, as list shows it.") String id)
            throws IncompleteException, UsageException, InterruptedException {
        return at(place, desk -> desk.revoke(id));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
