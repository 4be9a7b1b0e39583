package dev.assay.registry.dpia;

import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Digests of what a document says, and not of how it is set. */
final class Digests {

    private Digests() {}

    static Sha256 of(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    static Sha256 of(List<Section.Item> items) {
        var text = new StringBuilder();
        for (var item : items) {
            part(text, item.key());
            var answer = item.answer();
            if (answer != null) {
                cell(text, answer);
            }
            item.blocks().forEach(block -> block(text, block));
        }
        return of(text.toString());
    }

    private static void block(StringBuilder text, Block block) {
        switch (block) {
            case Block.Text(var cell) -> cell(text, cell);
            case Block.Table table ->
                    table.rows().forEach(row -> row.forEach(each -> cell(text, each)));
            case Block.Picture(var flow) -> part(text, flow.toString());
        }
    }

    private static void cell(StringBuilder text, Cell cell) {
        part(text, cell.mark().name());
        part(text, cell.text());
    }

    /** With its length in front, so that no two different documents read the same. */
    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part).append('\n');
    }
}
