package dev.assay.inventory.fetchlog;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fetches that can be told apart by their version. */
final class Fetches {

    static final Instant NOON = Instant.parse("2026-02-03T12:00:00.123456Z");

    private Fetches() {}

    static Fetch number(long number) {
        return new Fetch(
                NOON.plusSeconds(number),
                "token:" + "a".repeat(32),
                Stage.PRODUCTION,
                new Id("%032x".formatted(number % 7)),
                Purl.npm("@scope/fetched", number + ".0.0"),
                Sha256.of(Long.toString(number).getBytes(StandardCharsets.UTF_8)),
                AddressClass.PRIVATE,
                Fetch.Outcome.SERVED);
    }

    /** All whole lines of a log, in their order. */
    static List<LogLine> lines(Path folder) throws IOException {
        var segments = new Segments(folder);
        var lines = new ArrayList<LogLine>();
        for (var number : segments.numbers()) {
            var offset = 0L;
            Segments.Portion portion;
            do {
                portion = segments.read(number, offset, Long.MAX_VALUE);
                lines.addAll(portion.lines());
                offset = portion.next();
            } while (!portion.ended());
        }
        return lines;
    }

    /** The fetches among them. */
    static List<FetchRecord> records(Path folder) throws IOException {
        return lines(folder).stream()
                .filter(LogLine.Fetched.class::isInstance)
                .map(each -> ((LogLine.Fetched) each).record())
                .toList();
    }
}
