package dev.assay.registry.policy;

import dev.assay.scanners.coordinates.Sha256;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a policy as they were read: by name, with line ends of one kind and one at the end,
 * so that two checkouts of the same text are the same policy.
 *
 * @param schema {@value #SCHEMA}
 */
public record PolicyFiles(String schema, List<File> files) {

    public static final String SCHEMA = "assay-policy-files/1";

    /** One file of a policy. */
    public record File(String name, String text) {

        public File {
            text = text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing() + "\n";
        }
    }

    public PolicyFiles {
        files = files.stream().sorted(Comparator.comparing(File::name)).toList();
    }

    public static PolicyFiles of(List<File> files) {
        return new PolicyFiles(SCHEMA, files);
    }

    /** What names this policy: the SHA-256 over each file's name, length and text. */
    public Sha256 digest() {
        var bytes = new ByteArrayOutputStream();
        for (var file : files) {
            var text = file.text().getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    (file.name() + "\0" + text.length + "\0").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(text);
        }
        return Sha256.of(bytes.toByteArray());
    }
}
