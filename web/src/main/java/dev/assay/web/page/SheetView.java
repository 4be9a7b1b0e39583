package dev.assay.web.page;

import java.time.Instant;
import java.util.List;

/**
 * What is decided about a server, on one page to print.
 *
 * @param facts what it is, as label and words
 * @param policy what the policy in force is, as label and words
 * @param served the versions that may be fetched
 * @param dates what is due or was done on which day, as label and words
 * @param decisions who decided what, newest first
 * @param more what did not fit, in words; empty where all did
 * @param digest of the record that it was made from
 * @param at when that record became what it is
 */
record SheetView(
        String id,
        String name,
        String purl,
        List<Line> facts,
        List<Line> policy,
        List<Served> served,
        List<Line> dates,
        List<Decided> decisions,
        List<String> more,
        String digest,
        Instant at,
        Instant printed) {

    record Line(String label, String words) {}

    record Served(
            String version,
            String sha256,
            String stage,
            String approved,
            String until,
            String verdict,
            String judgedBy) {}

    record Decided(
            String at,
            String what,
            String version,
            String by,
            String until,
            String reason,
            String conditions) {}
}
