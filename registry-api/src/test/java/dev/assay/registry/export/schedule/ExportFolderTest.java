package dev.assay.registry.export.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

class ExportFolderTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    @TempDir Path place;

    @Test
    void keepsTheNewestAndLeavesAllElseAlone() throws Exception {
        Files.writeString(place.resolve("ropa-weekly-2020-01-01-notes.xlsx"), "mine");
        Files.writeString(place.resolve("ropa-weekly-extra-2020-01-01-0123456789ab.xlsx"), "mine");
        for (var i = 0; i < 5; i++) {
            keep(DAY.plusDays(i), "content " + i, 3);
        }

        try (var files = Files.list(place)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .hasSize(5)
                    .contains(
                            "ropa-weekly-2020-01-01-notes.xlsx",
                            "ropa-weekly-extra-2020-01-01-0123456789ab.xlsx")
                    .anyMatch(each -> each.startsWith("ropa-weekly-2026-11-25-"))
                    .noneMatch(each -> each.startsWith("ropa-weekly-2026-11-22-"));
        }
        assertThat(new ExportFolder(place).newest("ropa-weekly", "xlsx").orElseThrow())
                .isEqualTo(
                        "ropa-weekly-2026-11-25-"
                                + digest("content 4").hex().substring(0, 12)
                                + ".xlsx");
    }

    @Test
    void aFileThatCannotBeWrittenIsNotThere() {
        assertThatThrownBy(
                        () ->
                                new ExportFolder(place)
                                        .keep(
                                                "ropa-weekly",
                                                DAY,
                                                digest("x"),
                                                "xlsx",
                                                3,
                                                to -> {
                                                    to.write(1);
                                                    throw new IOException("no room");
                                                }))
                .hasMessage("no room");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        var missing = new ExportFolder(place.resolve("missing"));

        assertThatThrownBy(() -> missing.keep("a", DAY, digest("x"), "csv", 3, to -> to.write(1)))
                .hasMessageContaining("the folder is not there");
        assertThat(missing.newest("a", "csv")).isEmpty();
    }

    private void keep(LocalDate day, String content, int most) throws IOException {
        new ExportFolder(place)
                .keep(
                        "ropa-weekly",
                        day,
                        digest(content),
                        "xlsx",
                        most,
                        to -> to.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
