package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.registry.export.Product;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An event in the Common Event Format, version 0: seven fields between bars, then pairs. A bar and
 * a backslash are escaped in the fields, an equals sign, a backslash and line ends in the pairs;
 * there is no way to write another control character, so it becomes a blank. What the hash covers
 * stands in JSON Lines: a text may be cut here.
 */
final class CefLine {

    /** What the format's dictionary has room for, in characters. */
    private static final int LONGEST_NAME = 512;

    private static final int LONGEST_MESSAGE = 1023;
    private static final int LONGEST_CUSTOM = 4000;

    /** Whatever some reader of lines takes for an end of one, and all else that is not shown. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    /** Ours from 1 to 5, theirs from 0 to 10. */
    private static final int[] SEVERITIES = {0, 2, 4, 6, 8, 10};

    private final StringBuilder line = new StringBuilder(400);

    private CefLine() {}

    /** The line, without its end. */
    static String of(AuditEvent event) {
        var out = new CefLine();
        out.line.append("CEF:0");
        out.field("Assay");
        out.field("Assay");
        out.field(Product.VERSION);
        out.field(event.action());
        out.field(cut(event.action() + " " + event.subject(), LONGEST_NAME));
        out.field(Integer.toString(SEVERITIES[AuditActivity.severity(event)]));
        out.line.append('|');
        out.pair("rt", Long.toString(event.at().toEpochMilli()));
        out.pair("externalId", Long.toString(event.sequence()));
        out.pair("act", AuditActivity.of(event).caption());
        out.pair("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
        out.pair("suser", event.actor());
        out.pair("cs1Label", "subject");
        out.pair("cs1", cut(event.subject(), LONGEST_CUSTOM));
        out.pair("cs2Label", "previousHash");
        out.pair("cs2", event.previous());
        out.pair("cs3Label", "hash");
        out.pair("cs3", event.hash());
        if (!event.server().isEmpty()) {
            out.pair("cs4Label", "server");
            out.pair("cs4", cut(event.server(), LONGEST_CUSTOM));
        }
        out.pair("msg", cut(event.detail(), LONGEST_MESSAGE));
        return out.line.toString();
    }

    private void field(String text) {
        line.append('|')
                .append(
                        CONTROLS.matcher(text)
                                .replaceAll(" ")
                                .replace("\\", "\\\\")
                                .replace("|", "\\|"));
    }

    /** What is empty is left out, as a key without a value means different things to readers. */
    private void pair(String key, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (line.charAt(line.length() - 1) != '|') {
            line.append(' ');
        }
        var escaped =
                text.replace("\\", "\\\\")
                        .replace("=", "\\=")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
        line.append(key).append('=').append(CONTROLS.matcher(escaped).replaceAll(" "));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
