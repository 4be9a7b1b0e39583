package dev.assay.inventory.server;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A server as a list shows it.
 *
 * @param purl its package URL, without a version
 * @param packages what else it is shipped as, without versions
 * @param name its package name
 * @param state what an approved release says where there is one, else the newest
 * @param served the approved releases, the last approved first
 * @param newest the release that was added last
 * @param releases how many are known
 * @param tier of the newest review that has one
 * @param data whose data it sees, the keys of the answers; empty where nobody said
 * @param destinationsKnown whether a vetting has looked for destinations
 * @param nextReview the day on which the first of its approvals ends, or has ended
 * @param taskDue the day by which the first open task about it is due
 * @param findings of medium severity or more, in releases that are served or in review, not waived
 * @param worst the severity of the worst of them, lower case
 * @param waivers how many hold
 */
public record ServerListing(
        Id id,
        String purl,
        List<Package> packages,
        String ecosystem,
        String name,
        ReleaseState state,
        List<Served> served,
        Newest newest,
        int releases,
        @Nullable Tier tier,
        List<String> owners,
        List<String> data,
        List<Destination> destinations,
        boolean destinationsKnown,
        @Nullable LocalDate nextReview,
        @Nullable LocalDate taskDue,
        int tasks,
        int findings,
        @Nullable String worst,
        int waivers,
        boolean breakGlass,
        Instant changedAt) {

    public ServerListing {
        // A row that was written before servers had several has none.
        packages = packages == null ? List.of() : List.copyOf(packages);
        served = List.copyOf(served);
        owners = List.copyOf(owners);
        data = List.copyOf(data);
        destinations = List.copyOf(destinations);
    }

    /** Another package of the same server. */
    public record Package(String purl, String ecosystem) {}

    /** A release that the gate serves. */
    public record Served(
            Id release, String version, @Nullable Stage stage, @Nullable Instant until) {}

    public record Newest(Id release, String version, ReleaseState state) {}

    /**
     * A host.
     *
     * @param declared whether whoever asked says so
     * @param found whether vetting found it in the code
     */
    public record Destination(String host, boolean declared, boolean found) {}

    /** Whether a version that nobody has decided about waits beside what is served. */
    public boolean updateWaits() {
        return !served.isEmpty()
                && newest.state() == ReleaseState.IN_REVIEW
                && served.stream().noneMatch(each -> each.release().equals(newest.release()));
    }

    /** The first day on which something about it is due; null where nothing is. */
    public @Nullable LocalDate due() {
        if (nextReview == null || (taskDue != null && taskDue.isBefore(nextReview))) {
            return taskDue;
        }
        return nextReview;
    }

    public boolean isOverdue(LocalDate today) {
        var due = due();
        return due != null && due.isBefore(today);
    }
}
