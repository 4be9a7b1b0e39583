package dev.assay.registry.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} header, which is the same for a whole second (RFC 9110, section 6.6.1). */
final class HttpDate {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private record Text(long second, String text) {}

    private final Clock clock;
    private volatile Text last = new Text(-1, "");

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    String now() {
        var second = clock.millis() / 1000;
        var text = last;
        if (text.second() != second) {
            text = new Text(second, FORMAT.format(Instant.ofEpochSecond(second)));
            last = text;
        }
        return text.text();
    }
}
