package dev.assay.web.bench;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Released tarballs, fetched once from the registry npm is configured for, and held to their
 * integrity.
 */
final class Tarballs implements AutoCloseable {

    private final NpmConfiguration configuration =
            NpmConfiguration.read(
                    System.getenv(), Path.of(""), Path.of(System.getProperty("user.home")), null);
    private final NpmRegistry registry =
            new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT);
    private final Path folder;

    Tarballs(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The host of the registry, which labels do not name. */
    String registryHost() {
        return configuration.registryFor("any").map(URI::getHost).orElse("");
    }

    /**
     * @param integrity what the labels say the bytes are, or empty to take what the registry says
     */
    Path fetch(String name, String version, String integrity)
            throws IOException, InterruptedException {
        var file = folder.resolve(name.replace("/", "+") + "-" + version + ".tgz");
        if (!Files.exists(file)) {
            download(name, version, file);
        }
        if (!integrity.isEmpty() && !integrity.equals(sha512(file))) {
            throw new IOException(
                    name + "@" + version + " is " + sha512(file) + ", not " + integrity);
        }
        return file;
    }

    private void download(String name, String version, Path file)
            throws IOException, InterruptedException {
        if (!(registry.packument(name) instanceof PackumentOutcome.Found(var packument))) {
            throw new IOException("the registry does not serve " + name);
        }
        var dist =
                packument
                        .manifest(version)
                        .flatMap(manifest -> manifest.dist())
                        .orElseThrow(() -> new IOException("there is no " + name + "@" + version));
        var half = Files.createTempDirectory(folder, "half-").resolve("tgz");
        var outcome = registry.tarball(Purl.parse("npm:" + name + "@" + version), dist, half);
        if (!(outcome instanceof FetchOutcome.Fetched)) {
            throw new IOException(name + "@" + version + " cannot be fetched: " + outcome);
        }
        // Two pairs may share a version and fetch it at the same time.
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(half.getParent());
    }

    private static String sha512(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
            return "sha512-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
