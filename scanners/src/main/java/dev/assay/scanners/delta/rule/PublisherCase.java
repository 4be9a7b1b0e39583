package dev.assay.scanners.delta.rule;

import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.publisher.Publication;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The publication of a version, beside that of the one it is compared with.
 *
 * @param before null at a first look
 */
public record PublisherCase(@Nullable Publishing before, Publishing now) {

    /** What the registry says of this version's own publication. */
    Optional<Publication> publication() {
        return now.history().find(now.version());
    }

    /** What a finding about it is: of a change, or of what was there at a first look. */
    Change change() {
        return before == null ? Change.PRESENT : Change.CHANGED;
    }

    /**
     * The other version's, by the newer history: what the registry says of it today. A registry
     * that keeps quiet about it today told it before.
     */
    Optional<Publication> compared() {
        if (before == null) {
            return Optional.empty();
        }
        return now.history()
                .find(before.version())
                .or(() -> before.history().find(before.version()));
    }

    /**
     * The publications that vouch for who publishes this package: up to the one it is compared
     * with, whatever came in between; at a first look all before this one. Order is by the
     * registry's claims.
     */
    List<Publication> earlier() {
        var compared = compared().orElse(null);
        var own = publication().orElse(null);
        if (compared == null && before != null || own == null) {
            return List.of();
        }
        var all = now.history().publications();
        var end = all.indexOf(compared == null ? own : compared) + (compared == null ? 0 : 1);
        return all.subList(0, Math.max(0, end)).stream()
                .filter(each -> !each.version().equals(own.version()))
                .toList();
    }

    @Nullable Instant at() {
        var own = publication().orElse(null);
        return own == null ? null : own.at();
    }

    static Optional<NpmVersion> number(Publication publication) {
        return NpmVersion.parse(publication.version());
    }
}
