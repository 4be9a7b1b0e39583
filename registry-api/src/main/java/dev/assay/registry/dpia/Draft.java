package dev.assay.registry.dpia;

import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a document is made of. Equal drafts make equal documents, byte for byte.
 *
 * @param id null for one that is made from the records alone and not kept
 * @param number which snapshot of the assessment this is; 0 where it is not kept
 * @param snapshot the digest of all records together
 * @param pinnedAt when the records were what they are here; the only time in the document that no
 *     person brought in
 * @param answers what people wrote, by the key of what they answered
 * @param given confirmations, the last of each section last
 * @param said outcomes, the last of each kind last
 * @param changes what has changed since about the servers
 */
public record Draft(
        @Nullable Id id,
        String title,
        Template template,
        int number,
        Sha256 snapshot,
        Instant pinnedAt,
        List<ServerRecord> records,
        Map<String, Written> answers,
        List<Given> given,
        List<Said> said,
        List<Change> changes,
        Organisation organisation) {

    public Draft {
        records = List.copyOf(records);
        answers = Map.copyOf(answers);
        given = List.copyOf(given);
        said = List.copyOf(said);
        changes = List.copyOf(changes);
    }

    /**
     * A confirmation.
     *
     * @param by the name of who gave it
     */
    public record Given(String section, Sha256 content, String by, Instant at) {}

    /** An outcome, in the words of the form. */
    public record Said(
            String kind, String word, String reason, Sha256 content, String by, Instant at) {}

    /**
     * Whose assessment it is, out of the settings.
     *
     * @param controller its name; may be empty
     * @param contact how it, or its data protection officer, is reached; may be empty
     * @param home the country that data is expected to stay in, ISO 3166-1 alpha-2
     */
    public record Organisation(String controller, String contact, String home) {}
}
