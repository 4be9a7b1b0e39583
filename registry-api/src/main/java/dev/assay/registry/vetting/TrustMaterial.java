package dev.assay.registry.vetting;

import dev.assay.scanners.signature.ImageKeys;
import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.KeyRing;
import dev.assay.scanners.signature.Pins;
import dev.assay.scanners.signature.RegistryKeys;
import dev.assay.scanners.signature.SignatureCheck;
import dev.assay.scanners.signature.Trusted;
import dev.assay.scanners.signature.TrustedRoot;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * What the files of trust hold, read once.
 *
 * @param root null where none is configured
 * @param rootFile likewise
 * @param keys null where none are pinned
 * @param keysFile likewise
 * @param trusted who may sign beside a package
 * @param files where the key rings of it come from, by setting
 */
public record TrustMaterial(
        @Nullable TrustedRoot root,
        @Nullable Path rootFile,
        @Nullable RegistryKeys keys,
        @Nullable Path keysFile,
        Trusted trusted,
        Map<String, Path> files) {

    private static final long LARGEST = 4 << 20;

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException when one of them is not what it should be: going on without
     *     it would quietly verify less than somebody asked for
     */
    public static TrustMaterial read(
            @Nullable Path rootFile, @Nullable Path keysFile, Map<String, Path> rings, Pins pins) {
        var root =
                rootFile == null
                        ? null
                        : read(rootFile, "assay.trust.sigstore.root", TrustedRoot::read);
        return new TrustMaterial(
                root,
                rootFile,
                keysFile == null
                        ? null
                        : read(
                                keysFile,
                                "assay.trust.npm.keys",
                                bytes -> RegistryKeys.read(bytes, Trust.PINNED)),
                keysFile,
                new Trusted(
                        root,
                        ring(rings, Trusted.MAVEN_KEYS),
                        ring(rings, Trusted.GIT_KEYS),
                        imageKeys(rings.get(Trusted.IMAGE_KEYS)),
                        pins),
                Map.copyOf(rings));
    }

    private static ImageKeys imageKeys(@Nullable Path file) {
        return file == null
                ? ImageKeys.none(Trusted.IMAGE_KEYS)
                : read(file, Trusted.IMAGE_KEYS, ImageKeys::read);
    }

    private static KeyRing ring(Map<String, Path> rings, String setting) {
        var file = rings.get(setting);
        return file == null ? KeyRing.none(setting) : read(file, setting, KeyRing::read);
    }

    public SignatureCheck check() {
        return new SignatureCheck(root, keys);
    }

    /** The day on which a file was written, as the file system says; how old what it holds is. */
    public String written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().toString().substring(0, 10);
        } catch (IOException e) {
            return "a day that is not known";
        }
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
