package dev.assay.web.cli;

import dev.assay.registry.audit.AuditVerification;
import dev.assay.registry.audit.AuditVerification.Outcome;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Verifies an audit trail that an Assay exported, asking nobody. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies an audit trail that an Assay exported (assay export audit-log), from its public",
            "keys and without a network: every event, their order, the signed checkpoint and the tree."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:verified",
            "1:it is not what was written or signed",
            "2:the command was not understood",
            "3:it could not be verified"
        })
final class AuditVerifyCommand implements Callable<Integer> {

    /** How the outcome is written. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the archive, or a folder with its files")
    private Path file = Path.of("");

    @Mixin private KeyOption key = new KeyOption();

    @Option(
            names = "--since",
            paramLabel = "CHECKPOINT",
            description =
                    "a checkpoint from before, which has to be of the same events: nothing that it"
                            + " vouches for was altered or left out")
    private @Nullable Path since;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws IncompleteException, UsageException {
        var verification = new AuditVerification(key.keys());
        var earlier = since == null ? null : earlier(since);
        var outcome =
                Files.isDirectory(file)
                        ? folder(verification, earlier)
                        : archive(verification, earlier);
        var out = Objects.requireNonNull(spec, "run by itself").commandLine().getOut();
        out.print(format == Format.TEXT ? text(outcome) : json(outcome));
        out.flush();
        return outcome instanceof Outcome.Verified ? ExitCodes.CLEAN : ExitCodes.FOUND;
    }

    private Outcome folder(AuditVerification verification, @Nullable String earlier)
            throws IncompleteException {
        try {
            return verification.verify(
                    path -> {
                        var named = file.resolve(path);
                        return Files.exists(named) ? Files.newInputStream(named) : null;
                    },
                    earlier);
        } catch (IOException e) {
            throw new IncompleteException(file + " cannot be read: " + e);
        }
    }

    private Outcome archive(AuditVerification verification, @Nullable String earlier)
            throws IncompleteException, UsageException {
        try (var zip = new ZipFile(file.toFile())) {
            return verification.verify(
                    path -> {
                        var entry = zip.getEntry(path);
                        return entry == null ? null : zip.getInputStream(entry);
                    },
                    earlier);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + file);
        } catch (ZipException e) {
            throw new UsageException(file + " is no archive: " + e.getMessage());
        } catch (IOException e) {
            throw new IncompleteException(file + " cannot be read: " + e);
        }
    }

    private static String earlier(Path file) throws IncompleteException, UsageException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + file);
        } catch (IOException e) {
            throw new IncompleteException(file + " cannot be read: " + e);
        }
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Verified(var head, var keyId, var earlier) ->
                    "verified: "
                            + head.size()
                            + " events of "
                            + head.origin()
                            + "\n  root "
                            + head.root()
                            + ", signed with the key "
                            + keyId
                            + "\n"
                            + (earlier == null
                                    ? ""
                                    : "  the first "
                                            + earlier.size()
                                            + " are those of the earlier checkpoint\n");
            case Outcome.Failed(var why) -> "not verified: " + why + "\n";
        };
    }

    private static String json(Outcome outcome) {
        var mapper = new JsonMapper();
        var document = mapper.createObjectNode().put("schema", "assay-audit-verification/1");
        switch (outcome) {
            case Outcome.Verified(var head, var keyId, var earlier) -> {
                document.put("verified", true)
                        .put("origin", head.origin())
                        .put("events", head.size())
                        .put("root", head.root())
                        .put("keyId", keyId);
                if (earlier != null) {
                    document.put("consistentWith", earlier.size());
                }
            }
            case Outcome.Failed(var why) -> document.put("verified", false).put("why", why);
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }
}
