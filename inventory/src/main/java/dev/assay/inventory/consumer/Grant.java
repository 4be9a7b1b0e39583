package dev.assay.inventory.consumer;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One tool of one server for one consumer in one environment.
 *
 * @param releaseId the release whose matrix was looked at
 * @param packagePurl the server's package, without a version: the grant is for its approved
 *     versions, as long as the tool's class there is no wider
 * @param toolClass what the tool might do when it was asked for
 * @param ownerId who answered for the consumer then
 * @param reason the workflow that needs it
 * @param days for how long it is asked for, or was granted
 * @param needsTwo whether two people have to agree
 * @param first the first of two, or null
 * @param given null until it is granted
 * @param ending null until it was refused, revoked or is over
 */
public record Grant(
        Id id,
        Id consumerId,
        Id releaseId,
        Purl packagePurl,
        String tool,
        ToolClass toolClass,
        Stage environment,
        State state,
        Id askerId,
        Id ownerId,
        String reason,
        int days,
        boolean needsTwo,
        Instant askedAt,
        @Nullable Word first,
        @Nullable Given given,
        @Nullable Ending ending) {

    /** Where it stands. */
    public enum State {
        ASKED("asked"),
        GRANTED("granted"),
        REFUSED("refused"),
        REVOKED("revoked"),
        EXPIRED("expired");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A person's yes. */
    public record Word(Id by, String reason) {}

    /** By whom it was granted, and until when. */
    public record Given(Id by, Instant at, Instant until) {}

    /**
     * How it ended.
     *
     * @param by null where its time was over
     */
    public record Ending(@Nullable Id by, Instant at, String reason) {}

    public boolean holds(Instant now) {
        return state == State.GRANTED && given != null && given.until().isAfter(now);
    }

    /** Whether it is for the same tool, consumer and environment. */
    public boolean isLike(Grant other) {
        return consumerId.equals(other.consumerId)
                && packagePurl.equals(other.packagePurl)
                && tool.equals(other.tool)
                && environment == other.environment;
    }
}
