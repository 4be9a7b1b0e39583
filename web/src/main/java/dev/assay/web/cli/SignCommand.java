package dev.assay.web.cli;

import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.attestation.ToSign;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Adds an approver's own signature to what the registry signed of their approval. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
            "Signs an approval that you voted for, with a key of your own. The public key is registered",
            "at /account before the vote; the private one never leaves this machine.",
            "ASSAY_SERVICE stands for --service; ASSAY_TOKEN (scope api:write), or ASSAY_LOGIN and",
            "ASSAY_PASSWORD, say who you are."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:signed",
            "2:the command was not understood",
            "3:nothing was signed: the service refuses it, or does not answer"
        })
final class SignCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RELEASE",
            description = "a release's id, a package URL or npm:@scope/name@1.2.3")
    private String release = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "your private key: PKCS#8 in PEM, without a password")
    private Path key = Path.of("");

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "${env:ASSAY_SERVICE}",
            description = "your Assay, for example http://localhost:8080")
    private @Nullable URI service;

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        if (service == null) {
            throw new UsageException("say which Assay to ask: --service URL or ASSAY_SERVICE");
        }
        var named = release.matches("[0-9a-f]{32}") ? release : purl(release);
        var own = key();
        var out = Objects.requireNonNull(spec, "run by itself").commandLine().getOut();
        try (var desk = new SigningDesk(service, System.getenv("ASSAY_TOKEN"))) {
            var attestation = desk.current(desk.release(named), Approval.PREDICATE_TYPE);
            ToSign statement;
            try {
                statement = ToSign.read(desk.envelope(attestation));
            } catch (IllegalArgumentException e) {
                throw new IncompleteException(
                        "what the service has to be signed cannot be read: " + e.getMessage());
            }
            var approval = statement.approval();
            if (!approval.purl().equals(named) && !named.matches("[0-9a-f]{32}")) {
                throw new IncompleteException(
                        "the service has another release to be signed: " + approval.purl());
            }
            if (!statement.names(own.publicKey())) {
                throw new IncompleteException(
                        "the approval does not name your key "
                                + own.keyId()
                                + ": either you did not vote for it, or the key was registered after"
                                + " that");
            }
            desk.sign(attestation, own.keyId(), own.sign(statement.content()));
            out.println(
                    "signed: "
                            + approval.purl()
                            + " for "
                            + approval.stage()
                            + " until "
                            + approval.expires()
                            + ", with the key "
                            + own.keyId());
            approval.conditions().forEach(each -> out.println("  if " + each));
            out.flush();
        }
        return ExitCodes.CLEAN;
    }

    private static String purl(String text) throws UsageException {
        if (Artifact.of(text) instanceof Artifact.InRegistry(var purl)) {
            return purl.toString();
        }
        throw new UsageException("'" + text + "' is a file; name a release");
    }

    private SigningKey key() throws IncompleteException, UsageException {
        try {
            return SigningKey.read(Files.readString(key));
        } catch (IllegalArgumentException e) {
            throw new UsageException(key + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + key);
        } catch (IOException e) {
            throw new IncompleteException(key + " cannot be read: " + e);
        }
    }
}
