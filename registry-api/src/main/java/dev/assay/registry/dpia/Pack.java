package dev.assay.registry.dpia;

import dev.assay.scanners.coordinates.Sha256;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** All files of an assessment in one zip, with what they are and their digests. */
final class Pack {

    private Pack() {}

    static void write(Assessment assessment, Draft.Organisation organisation, OutputStream to)
            throws IOException {
        var words = new StringBuilder();
        words.append(assessment.head().kind()).append(": ").append(assessment.head().title());
        words.append("\n").append(assessment.head().pin()).append("\n\n");
        var sums = new StringBuilder();
        try (var zip = new PlainZip(to)) {
            for (var file : DpiaFile.values()) {
                if (file == DpiaFile.PACK) {
                    continue;
                }
                var bytes = new ByteArrayOutputStream();
                file.write(assessment, organisation, bytes);
                zip.add(file.fileName(), bytes.toByteArray());
                sums.append(Sha256.of(bytes.toByteArray()))
                        .append("  ")
                        .append(file.fileName())
                        .append('\n');
                words.append(file.fileName()).append("  ").append(file.words()).append('\n');
            }
            words.append("\nSHA256SUMS holds their digests: sha256sum -c SHA256SUMS\n");
            zip.add("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
            zip.add("README.txt", words.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
