package dev.assay.web.bench;

import dev.assay.scanners.finding.Severity;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One finding of a document {@code assay-delta/1}, as far as scoring needs it.
 *
 * @param told the title and the detail
 * @param places files and excerpts of the evidence
 */
record Found(String kind, Severity severity, String value, String told, String places) {

    static List<Found> of(JsonNode delta) {
        var found = new ArrayList<Found>();
        for (var finding : delta.path("findings")) {
            var places = new StringBuilder();
            for (var evidence : finding.path("evidence")) {
                places.append(evidence.path("file").asString(""))
                        .append(' ')
                        .append(evidence.path("excerpt").asString(""))
                        .append(' ');
            }
            found.add(
                    new Found(
                            finding.path("kind").asString(""),
                            Severity.valueOf(
                                    finding.path("severity").asString("").toUpperCase(Locale.ROOT)),
                            finding.path("value").asString(""),
                            finding.path("title").asString("") + " " + finding.path("detail"),
                            places.toString()));
        }
        return found;
    }

    boolean isLoud() {
        return severity.atLeast(Severity.MEDIUM);
    }

    boolean counts() {
        return severity != Severity.INFO;
    }

    /** The host of a URL, or the value itself, in lower case and without port and final dot. */
    String host() {
        return hostOf(value);
    }

    static String hostOf(String text) {
        var host = text.substring(text.lastIndexOf("://") < 0 ? 0 : text.lastIndexOf("://") + 3);
        host = host.split("/", 2)[0];
        host = host.substring(host.lastIndexOf('@') + 1);
        host = host.split(":", 2)[0].toLowerCase(Locale.ROOT);
        return host.replaceAll("^\\.+|\\.+$", "");
    }

    /** Whether the text stands anywhere in what is said, in any case. */
    boolean says(String text) {
        return contains(value + " " + told, text);
    }

    boolean saysAnywhere(String text) {
        return contains(value + " " + told + " " + places, text);
    }

    private static boolean contains(String all, String text) {
        return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT)
                + " "
                + kind
                + " "
                + (value.length() > 60 ? value.substring(0, 60) + "…" : value);
    }
}
