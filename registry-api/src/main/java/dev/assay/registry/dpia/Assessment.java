package dev.assay.registry.dpia;

import dev.assay.inventory.record.ServerRecord;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A document before it takes the form of a file.
 *
 * @param content of all that is said before the sign-off: outcomes are given for that
 * @param changes what has changed since it was made; it is due for review where there is any
 */
public record Assessment(
        Head head,
        List<String> notes,
        Screening screening,
        List<Risk> risks,
        DataFlow flow,
        List<Section> sections,
        Sha256 content,
        List<Outcome> outcomes,
        List<Check> checks,
        List<Change> changes,
        List<ServerRecord> records) {

    /**
     * What stands in front, and on each page.
     *
     * @param id null where it is not kept
     * @param template id and version of the form
     */
    public record Head(
            @Nullable String id,
            String title,
            String kind,
            String template,
            String follows,
            String language,
            int number,
            Sha256 snapshot,
            Instant pinnedAt,
            List<Pinned> servers) {

        /** In one line, for the foot of each page. */
        public String pin() {
            var day = pinnedAt.toString().substring(0, 10);
            var when =
                    id == null
                            ? "Records of " + day
                            : "Records pinned at "
                                    + day
                                    + " "
                                    + pinnedAt.toString().substring(11, 16)
                                    + " UTC";
            return when + ", snapshot sha256:" + snapshot;
        }
    }

    /**
     * A server, with the digest of its record.
     *
     * @param record of what the document is made from
     */
    public record Pinned(String name, String purl, Sha256 record) {}

    /** A line of the self-check. */
    public record Check(String key, String text, boolean met, String why) {}

    public boolean isDueForReview() {
        return !changes.isEmpty();
    }

    public Section section(String key) {
        return sections.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section " + key));
    }
}
