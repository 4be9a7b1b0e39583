package dev.assay.registry.reach;

import dev.assay.inventory.fetchlog.FetchRecord;
import dev.assay.inventory.fetchlog.FetchSum;
import dev.assay.inventory.record.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a release reached, which is what has to be looked at once it turned out to be bad.
 *
 * @param total how many fetches are on record, of the release, of what it brought along, and of its
 *     package where another release brought it along
 * @param complete whether all that this node gave until now is among them; what other nodes gave
 *     comes a few seconds later
 * @param callers who was given it, those first who were given it last
 * @param fetches some of them, the newest first
 * @param dataSubjects whose data the server sees, by its record
 * @param dataClasses which data its tools and systems reach; empty where nobody said
 * @param systems the systems behind it, by its record
 */
public record Reach(
        long total,
        boolean complete,
        List<Caller> callers,
        List<FetchRecord> fetches,
        Value dataSubjects,
        List<String> dataClasses,
        List<String> systems) {

    /**
     * Who was given it.
     *
     * @param token what its owner calls the token; null where it is none, or is gone
     * @param owner the login of the token's owner; null likewise
     */
    public record Caller(FetchSum sum, @Nullable String token, @Nullable String owner) {}
}
