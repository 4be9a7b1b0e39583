package dev.assay.web.cli;

import dev.assay.inventory.backup.UnfitException;
import dev.assay.inventory.store.MisconfiguredException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;

/** What commands have in common that work on a data folder and a database themselves. */
final class Administration {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder; assay.data-directory or data unless set.")
    private @Nullable Path data;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "Holds the password of the PostgreSQL alone; spring.datasource.password unless"
                            + " set. Its user is spring.datasource.username.")
    private @Nullable Path passwordFile;

    /** Something that is done with both. */
    interface Deed {
        void done() throws IOException, SQLException, UnfitException, InterruptedException;
    }

    /** Does it, and says in a sentence what kept it from being done. */
    int run(Deed deed) throws IncompleteException, InterruptedException {
        try {
            deed.done();
            return ExitCodes.CLEAN;
        } catch (UnfitException | MisconfiguredException | IllegalArgumentException e) {
            throw new IncompleteException(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new IncompleteException(database(e));
        } catch (IOException e) {
            throw new IncompleteException(file(e));
        } catch (RuntimeException e) {
            for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw new IncompleteException(database(sql));
                }
            }
            throw e;
        }
    }

    private static String file(IOException problem) {
        return switch (problem) {
            case NoSuchFileException none ->
                    "there is no " + none.getFile() + "; look for its right name";
            case FileAlreadyExistsException there ->
                    there.getFile() + " is there already, and is not replaced; name another one";
            case AccessDeniedException closed ->
                    closed.getFile()
                            + " may not be read or written by whoever runs this; change that, or"
                            + " name another one";
            // What the JDK says needs its name to be understood; what we say does not.
            case FileSystemException other -> other.toString();
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static String database(SQLException problem) {
        return "the database says: "
                + problem.getMessage()
                + " (state "
                + problem.getSQLState()
                + "); nothing was kept there";
    }

    Path data() {
        if (data != null) {
            return data;
        }
        var set = Setting.file("assay.data-directory");
        return set == null ? Path.of("data") : set;
    }

    @Nullable String user() {
        return Setting.of("spring.datasource.username");
    }

    @Nullable String password() throws IOException {
        return passwordFile == null
                ? Setting.of("spring.datasource.password")
                : Files.readString(passwordFile).strip();
    }

    void progress(String line) {
        var err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(line);
        err.flush();
    }

    PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
