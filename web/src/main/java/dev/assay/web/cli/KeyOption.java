package dev.assay.web.cli;

import dev.assay.scanners.attestation.TrustedKey;
import dev.assay.scanners.attestation.TrustedKeys;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Which keys of an Assay are believed, from a file. */
final class KeyOption {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = {
                "the Assay's public keys: PEM, or the document at /.well-known/assay-keys.json",
                "(default: ASSAY_TRUST_ATTESTATION_KEYS, else attestation/keys.json in the data directory)"
            })
    private @Nullable Path key;

    /** The keys that are believed. */
    List<TrustedKey> keys() throws IncompleteException, UsageException {
        var named = key;
        if (named == null) {
            var setting = Setting.of("assay.trust.attestation.keys");
            named = setting == null ? ofThisMachine() : Path.of(setting);
        }
        try {
            return TrustedKeys.read(Files.readAllBytes(named));
        } catch (IllegalArgumentException e) {
            throw new UsageException(named + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + named + " with keys");
        } catch (IOException e) {
            throw new IncompleteException(named + " cannot be read: " + e);
        }
    }

    /** The keys of the service that runs on this machine, if one does. */
    private static Path ofThisMachine() throws IncompleteException {
        var data = Setting.of("assay.data-directory");
        var file =
                Path.of(data == null ? "data" : data).resolve("attestation").resolve("keys.json");
        if (!Files.exists(file)) {
            throw new IncompleteException(
                    "no key to verify with; name the Assay's public keys with --key, or with"
                            + " ASSAY_TRUST_ATTESTATION_KEYS (your Assay serves them at"
                            + " /.well-known/assay-keys.json)");
        }
        return file;
    }
}
