package dev.assay.registry.listing;

import dev.assay.inventory.listing.ListedVersion;
import dev.assay.inventory.listing.ListingQuery;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is listed now, without a word of what its publisher says about it. */
public final class ApprovedServers {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The highest version of a server that the caller may have.
     *
     * @param tools how many tools are of which class
     */
    public record Approved(
            String name,
            Purl purl,
            Id release,
            Instant approvedAt,
            @Nullable Instant expiresAt,
            SortedMap<String, Integer> tools) {

        public Approved {
            tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
        }
    }

    private final ListingStore store;

    ApprovedServers(ListingStore store) {
        this.store = store;
    }

    /**
     * By name.
     *
     * @param caller the stage that an approval has to cover
     * @param text a part of the name or of the description, empty for all
     */
    public List<Approved> search(Stage caller, String text, int most) {
        return store
                .page(new ListingQuery(caller, text, null, true, null, false, null, most))
                .stream()
                .map(ApprovedServers::approved)
                .toList();
    }

    private static Approved approved(ListedVersion listed) {
        var entry = JSON.readValue(listed.document(), Entry.class);
        var tools = new TreeMap<String, Integer>();
        entry.tools().forEach(each -> tools.merge(each.toolClass(), 1, Integer::sum));
        return new Approved(
                listed.server().name(),
                Purl.parse(entry.purl()),
                listed.release(),
                listed.approvedAt(),
                listed.expiresAt(),
                tools);
    }
}
