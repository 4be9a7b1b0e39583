package dev.assay.web.cli;

import dev.assay.scanners.attestation.AttestationDefect;
import dev.assay.scanners.attestation.BomCheck;
import dev.assay.scanners.attestation.BomVerification;
import dev.assay.scanners.attestation.Unverified;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Verifies a bill of materials that a registry signed, asking nobody. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies the signature within a bill of materials that an Assay wrote (CycloneDX in JSON),",
            "from its public keys and without a network."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:verified",
            "1:the signature is invalid, by a key that is not trusted, or not there",
            "2:the command was not understood",
            "3:it could not be verified"
        })
final class BomVerifyCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the bill of materials")
    private Path file = Path.of("");

    @Mixin private KeyOption key = new KeyOption();

    @Option(
            names = "--release",
            paramLabel = "ARTIFACT",
            description =
                    "the package URL, with its version, that it has to be of (if nothing is said,"
                            + " what it is of is told and not compared)")
    private @Nullable String release;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    private BomVerifyReport format = BomVerifyReport.TEXT;

    @Override
    public Integer call() throws IncompleteException, UsageException {
        var outcome = compared(new BomCheck(key.keys()).check(read()));
        var out = Objects.requireNonNull(spec, "run by itself").commandLine().getOut();
        out.print(format.render(outcome));
        out.flush();
        return outcome instanceof BomVerification.Verified ? ExitCodes.CLEAN : ExitCodes.FOUND;
    }

    private BomVerification compared(BomVerification outcome) throws UsageException {
        var named = release;
        if (named == null || !(outcome instanceof BomVerification.Verified verified)) {
            return outcome;
        }
        if (!(Artifact.of(named) instanceof Artifact.InRegistry(var purl))) {
            throw new UsageException("'" + named + "' names no release");
        }
        return verified.purl().equals(purl.toString())
                ? outcome
                : new Unverified.Invalid(
                        AttestationDefect.SUBJECT_NAME, verified.purl() + ", not " + purl);
    }

    private byte[] read() throws IncompleteException, UsageException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + file);
        } catch (IOException e) {
            throw new IncompleteException(file + " cannot be read: " + e);
        }
    }
}
