package dev.assay.registry.reminder;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes iCalendar (RFC 5545): lines of at most 75 octets, ended by CRLF, values escaped. */
final class CalendarText {

    private static final int MOST_OCTETS = 75;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final StringBuilder text = new StringBuilder();

    /** A line whose value needs no escaping. */
    CalendarText line(String name, String value) {
        fold(name + ":" + value);
        return this;
    }

    /** A line whose value is text (section 3.3.11). */
    CalendarText text(String name, String value) {
        return line(
                name,
                value.replace("\\", "\\\\")
                        .replace(";", "\\;")
                        .replace(",", "\\,")
                        .replace("\r\n", "\\n")
                        .replace("\n", "\\n")
                        // What is no text may not stand in a calendar.
                        .replaceAll("\\p{Cc}", " "));
    }

    CalendarText stamp(String name, Instant at) {
        return line(name, STAMP.format(at));
    }

    CalendarText day(String name, LocalDate day) {
        return line(name + ";VALUE=DATE", DAY.format(day));
    }

    /** Section 3.1: a character is never cut in two, and the blank of a new line counts. */
    private void fold(String line) {
        var octets = 0;
        for (var at = 0; at < line.length(); ) {
            var point = line.codePointAt(at);
            var character = Character.toString(point);
            var length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MOST_OCTETS) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += length;
            at += Character.charCount(point);
        }
        text.append("\r\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
