package dev.assay.registry.register.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Archives that are the same bytes whenever they are made of the same files. */
public final class SameZip {

    /** The first moment that the format knows, which is what builds that can be repeated write. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int QUICK = 3;

    private static final Pattern CREATED =
            Pattern.compile("(<dcterms:created [^>]*>)[^<]*(</dcterms:created>)");

    private SameZip() {}

    /** An entry that says nothing of when it was made. */
    public static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        return entry;
    }

    /** Copies a workbook without the times of its making, its parts in one order. */
    static void copy(Path workbook, OutputStream to) throws IOException {
        try (var from = new ZipFile(workbook.toFile())) {
            var zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
            // Sheets repeat themselves so much that more effort takes twice as long for little.
            zip.setLevel(QUICK);
            var parts =
                    from.stream()
                            .sorted(
                                    // Readers look for this part first.
                                    Comparator.comparing(
                                                    (ZipEntry each) ->
                                                            !each.getName()
                                                                    .equals("[Content_Types].xml"))
                                            .thenComparing(ZipEntry::getName))
                            .toList();
            for (var part : parts) {
                zip.putNextEntry(entry(part.getName()));
                try (var bytes = from.getInputStream(part)) {
                    if (part.getName().equals("docProps/core.xml")) {
                        var text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
                        zip.write(
                                CREATED.matcher(text)
                                        .replaceAll("$11980-01-01T00:00:00Z$2")
                                        .getBytes(StandardCharsets.UTF_8));
                    } else {
                        bytes.transferTo(zip);
                    }
                }
                zip.closeEntry();
            }
            zip.finish();
        }
    }
}
