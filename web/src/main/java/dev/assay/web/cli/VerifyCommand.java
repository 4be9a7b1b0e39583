package dev.assay.web.cli;

import dev.assay.inventory.release.Stage;
import dev.assay.scanners.attestation.ApprovedArtifact;
import dev.assay.scanners.attestation.AttestationCheck;
import dev.assay.scanners.attestation.TrustedKey;
import dev.assay.scanners.attestation.Unverified;
import dev.assay.scanners.attestation.Verification;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Verifies that a registry approved an artifact, asking nobody. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies that an Assay approved an artifact, from the attestation that it signed and its",
            "public keys. The attestation is verified without a network; an ARTIFACT that is a",
            "package URL is fetched from the registry that npm is configured for."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:verified",
            "1:the attestation is invalid, about something else, over, or not there",
            "2:the command was not understood",
            "3:it could not be verified"
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ARTIFACT",
            description = "a .tgz file, a package URL or npm:@scope/name@1.2.3")
    private String artifact = "";

    @Option(
            names = "--attestation",
            required = true,
            paramLabel = "FILE",
            description = "what the Assay signed: an envelope, or one a line")
    private Path attestation = Path.of("");

    @Mixin private KeyOption key = new KeyOption();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description =
                    "how far the approval has to reach: sandbox, read-only, pilot or production"
                            + " (if nothing is said, it is told and not compared)")
    private @Nullable String stage;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    private VerifyReport format = VerifyReport.TEXT;

    @Mixin private FetchOptions fetching = new FetchOptions();

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        var wanted = stage == null ? null : stage(stage);
        var what = Artifact.of(artifact);
        var keys = key.keys();
        var verification = verification(what, keys, wanted);
        var out = Objects.requireNonNull(spec, "run by itself").commandLine().getOut();
        out.print(format.render(verification));
        out.flush();
        return verification instanceof Verification.Verified ? ExitCodes.CLEAN : ExitCodes.FOUND;
    }

    private Verification verification(Artifact what, List<TrustedKey> keys, @Nullable Stage wanted)
            throws IncompleteException, UsageException, InterruptedException {
        byte[] file;
        try {
            file = Files.readAllBytes(attestation);
        } catch (NoSuchFileException e) {
            return new Unverified.Absent("there is no file " + attestation);
        } catch (IOException e) {
            throw new IncompleteException(attestation + " cannot be read: " + e);
        }
        return switch (what) {
            case Artifact.OnDisk(var path) -> check(file, hashed(null, path), keys, wanted);
            case Artifact.InRegistry(var purl) -> {
                try (var workplace = Workplace.open(Terminal.ofProcess(), fetching)) {
                    yield switch (workplace.fetch(what)) {
                        case Fetched.Ready ready ->
                                check(file, hashed(purl.toString(), ready.path()), keys, wanted);
                        case Fetched.Altered(_, var expected, var actual) ->
                                throw new IncompleteException(
                                        "the registry sent other bytes than it promises: "
                                                + actual
                                                + ", not "
                                                + expected);
                    };
                }
            }
        };
    }

    private static Verification check(
            byte[] file, ApprovedArtifact artifact, List<TrustedKey> keys, @Nullable Stage wanted) {
        return new AttestationCheck(keys, Clock.systemUTC().instant())
                .check(
                        file,
                        artifact,
                        told ->
                                wanted == null
                                        || Arrays.stream(Stage.values())
                                                .filter(each -> each.words().equals(told))
                                                .anyMatch(each -> each.covers(wanted)));
    }

    private static ApprovedArtifact hashed(@Nullable String purl, Path file)
            throws IncompleteException, UsageException {
        if (Files.isDirectory(file)) {
            throw new UsageException(
                    file + " is a folder; what is approved is a file, such as a package's .tgz");
        }
        try (var in = Files.newInputStream(file)) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var sha512 = MessageDigest.getInstance("SHA-512");
            read(in, sha256, sha512);
            var hex = HexFormat.of();
            return new ApprovedArtifact(
                    purl, hex.formatHex(sha256.digest()), hex.formatHex(sha512.digest()));
        } catch (IOException e) {
            throw new IncompleteException(file + " cannot be read: " + e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }

    private static void read(InputStream in, MessageDigest... digests) throws IOException {
        var buffer = new byte[1 << 16];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (var each : digests) {
                each.update(buffer, 0, count);
            }
        }
    }

    private static Stage stage(String words) throws UsageException {
        return Arrays.stream(Stage.values())
                .filter(each -> each.words().equals(words))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "'"
                                                + words
                                                + "' is no stage; there are sandbox, read-only, pilot"
                                                + " and production"));
    }
}
