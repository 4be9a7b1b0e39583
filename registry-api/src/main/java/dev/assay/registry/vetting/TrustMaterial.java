package dev.assay.registry.vetting;

import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.RegistryKeys;
import dev.assay.scanners.signature.SignatureCheck;
import dev.assay.scanners.signature.TrustedRoot;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What the two files of trust hold, read once.
 *
 * @param root null where none is configured
 * @param rootFile likewise
 * @param keys null where none are pinned
 * @param keysFile likewise
 */
public record TrustMaterial(
        @Nullable TrustedRoot root,
        @Nullable Path rootFile,
        @Nullable RegistryKeys keys,
        @Nullable Path keysFile) {

    private static final long LARGEST = 1 << 20;

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException when one of them is not what it should be: going on without
     *     it would quietly verify less than somebody asked for
     */
    public static TrustMaterial read(@Nullable Path rootFile, @Nullable Path keysFile) {
        return new TrustMaterial(
                rootFile == null
                        ? null
                        : read(rootFile, "assay.trust.sigstore.root", TrustedRoot::read),
                rootFile,
                keysFile == null
                        ? null
                        : read(
                                keysFile,
                                "assay.trust.npm.keys",
                                bytes -> RegistryKeys.read(bytes, Trust.PINNED)),
                keysFile);
    }

    public SignatureCheck check() {
        return new SignatureCheck(root, keys);
    }

    private static <T> T read(Path file, String setting, Function<byte[], T> reader) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(
                        setting + ": " + file + " has more than " + LARGEST + " bytes");
            }
            return reader.apply(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    setting + ": " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
