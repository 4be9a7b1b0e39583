package dev.assay.scanners.artifact.mcpb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.fuzz.FuzzTarget;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bundles: a zip, and the signature that may follow it. */
public final class BundleFuzz implements FuzzTarget {

    private final BundleReader reader = new BundleReader(ArchiveLimits.DEFAULT, Clock.systemUTC());

    @Override
    public void read(byte[] bytes) {
        try {
            var file = Files.createTempFile("fuzz", ".mcpb");
            try {
                Files.write(file, bytes);
                switch (reader.read(file, null)) {
                    case ReadOutcome.Read(var tree) ->
                            assertThat(tree.files().keySet())
                                    .allSatisfy(
                                            path -> {
                                                assertThat(path).doesNotStartWith("/");
                                                assertThat(path.split("/")).doesNotContain("..");
                                            });
                    case ReadOutcome.Rejected(var reason) -> assertThat(reason).isNotBlank();
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        var zip = zip();
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(zip);
        signed.writeBytes("MCPB_SIG_V1".getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(new byte[] {2, 0, 0, 0, 48, 0});
        signed.writeBytes("MCPB_SIG_END".getBytes(StandardCharsets.US_ASCII));
        return List.of(zip, signed.toByteArray());
    }

    private static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : List.of("manifest.json", "server/index.js", "../up.js")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(
                        "{\"manifest_version\":\"0.3\",\"name\":\"a\",\"version\":\"1.0.0\",\"server\":{}}"
                                .getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
