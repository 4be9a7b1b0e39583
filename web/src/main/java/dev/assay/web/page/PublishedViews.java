package dev.assay.web.page;

import dev.assay.registry.vetting.Published;
import dev.assay.scanners.closure.Closure;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** Who published a version, and what nobody knows of it. */
final class PublishedViews {

    private static final String UNKNOWN = "not known: the registry names none";

    private PublishedViews() {}

    static List<ReportView.Known> of(@Nullable Closure from, Closure to) {
        var now = published(to);
        var before = from == null ? null : published(from);
        if (now == null) {
            return List.of();
        }
        return List.of(
                known(
                        "Published by",
                        now.publisher(),
                        before == null ? null : before.publisher(),
                        before),
                known(
                        "Source",
                        now.repository(),
                        before == null ? null : before.repository(),
                        before),
                known("Commit", now.commit(), null, null),
                new ReportView.Known(
                        "Signature",
                        now.signatures() == 0
                                ? "none listed by the registry"
                                : "listed by the registry; not verified here",
                        null,
                        before != null && before.signatures() > 0 && now.signatures() == 0),
                new ReportView.Known(
                        "Provenance",
                        now.attested()
                                ? "an attestation is listed by the registry; not verified here"
                                : "not known: no attestation is listed",
                        null,
                        before != null && before.attested() && !now.attested()));
    }

    private static ReportView.Known known(
            String what,
            @Nullable String now,
            @Nullable String before,
            @Nullable Published compared) {
        var changed = compared != null && !Objects.equals(now, before);
        return new ReportView.Known(
                what,
                now == null ? UNKNOWN : now,
                changed ? (before == null ? UNKNOWN : before) : null,
                changed);
    }

    private static @Nullable Published published(Closure closure) {
        return closure.packages().stream()
                .filter(each -> each.path().isEmpty())
                .findFirst()
                .map(each -> Published.of(each.manifest()))
                .orElse(null);
    }
}
