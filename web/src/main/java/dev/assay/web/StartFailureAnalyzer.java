package dev.assay.web;

import dev.assay.inventory.store.MisconfiguredException;
import dev.assay.inventory.store.s3.S3Fault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import java.net.BindException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Puts into one sentence what usually keeps the service from starting, and what to do about it. */
@Order(0)
final class StartFailureAnalyzer implements FailureAnalyzer {

    /** {@code DATABASE_ALREADY_OPEN_1} of H2: another process holds the file. */
    private static final int H2_IN_USE = 90020;

    /** {@code IO_EXCEPTION_1}, {@code IO_EXCEPTION_2}, {@code FILE_CREATION_FAILED_1} of H2. */
    private static final java.util.Set<Integer> H2_FILE = java.util.Set.of(90028, 90031, 90062);

    private final Environment environment;

    StartFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var sentence = sentence(cause);
            if (sentence != null) {
                return new FailureAnalysis(sentence, null, cause);
            }
        }
        return null;
    }

    private @Nullable String sentence(Throwable cause) {
        return switch (cause) {
            case PortInUseException taken -> inUse(taken.getPort());
            case BindException refused ->
                    "cannot listen on the gate's port "
                            + environment.getProperty("gate.port", "8081")
                            + " ("
                            + refused.getMessage()
                            + "); stop the program that uses it, or choose another with --gate-port";
            case SQLException sql when sql.getErrorCode() == H2_IN_USE ->
                    "the database in "
                            + data()
                            + " is in use by another process, most likely another Assay; stop that"
                            + " one, or choose another folder with --data";
            case SQLException sql when H2_FILE.contains(sql.getErrorCode()) ->
                    unwritable(String.valueOf(sql.getMessage()));
            case MisconfiguredException wrong -> String.valueOf(wrong.getMessage());
            case S3Fault fault -> String.valueOf(fault.getMessage());
            case SQLException sql when sql.getSQLState() != null -> server(sql);
            case FileSystemException file -> unwritable(file.getFile() + ": " + reason(file));
            default -> null;
        };
    }

    /** By the states of the SQL standard, which PostgreSQL keeps to. */
    private @Nullable String server(SQLException problem) {
        var state = problem.getSQLState();
        var what = "the database at " + address() + " ";
        if (state.startsWith("08")) {
            return what
                    + "cannot be reached; start it, or correct spring.datasource.url and the way"
                    + " to it";
        }
        return switch (state) {
            case "28P01", "28000" ->
                    what
                            + "does not let us in; correct spring.datasource.username and"
                            + " spring.datasource.password, or its pg_hba.conf";
            case "3D000" -> what + "does not exist; make it with CREATE DATABASE";
            case "42501" ->
                    what
                            + "does not let us make tables; have the database, or its schema"
                            + " public, belong to spring.datasource.username";
            case "53300" ->
                    what
                            + "has no connection left; raise its max_connections, or lower"
                            + " spring.datasource.hikari.maximum-pool-size";
            default -> null;
        };
    }

    /** Without what stands behind it: a user and a password, at times. */
    private String address() {
        return environment
                .getProperty("spring.datasource.url", "")
                .replaceFirst("[?;].*", "")
                .replaceFirst("//[^/@]*@", "//");
    }

    private static String inUse(int port) {
        return "port "
                + port
                + " is in use by another program; stop that one, or choose another port with --port";
    }

    private String unwritable(String why) {
        return "cannot write to the data folder "
                + data()
                + " ("
                + why
                + "); make it writable for this user, or choose another with --data";
    }

    private static String reason(FileSystemException file) {
        return file.getReason() == null
                ? file.getClass().getSimpleName().replace("Exception", "")
                : file.getReason();
    }

    private Path data() {
        return Path.of(environment.getProperty("assay.data-directory", "data")).toAbsolutePath();
    }
}
