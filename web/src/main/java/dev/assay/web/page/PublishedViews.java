package dev.assay.web.page;

import dev.assay.registry.vetting.Published;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.publisher.Publication;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.BuildClaims;
import dev.assay.scanners.signature.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/** Who published a version, with what proof, and what nobody knows of it. */
final class PublishedViews {

    private static final String UNKNOWN = "not known: the registry names none";

    private PublishedViews() {}

    /**
     * @param before what was found out of the older version's publication, or null
     * @param now the newer one's; null for what was vetted before Assay looked for it
     */
    static List<ReportView.Known> of(
            @Nullable Closure from,
            Closure to,
            @Nullable Publishing before,
            @Nullable Publishing now) {
        var said = published(to);
        var saidBefore = from == null ? null : published(from);
        if (said == null) {
            return List.of();
        }
        var rows = new ArrayList<ReportView.Known>();
        rows.add(publisher(said, saidBefore, now));
        rows.add(
                known(
                        "Source, by its manifest",
                        said.repository(),
                        saidBefore == null ? null : saidBefore.repository(),
                        saidBefore));
        rows.add(known("Commit, by its manifest", said.commit(), null, null));
        if (now == null) {
            listed(rows, said, saidBefore);
            return rows;
        }
        if (now.signatures().own().isEmpty()) {
            byRegistry(rows, before, now);
        } else {
            byMakers(rows, before, now);
        }
        rhythm(rows, now);
        mail(rows, before, now);
        return rows;
    }

    private static void byRegistry(
            List<ReportView.Known> rows, @Nullable Publishing before, Publishing now) {
        rows.add(
                proof(
                        "Registry signature",
                        before == null ? null : before.signatures().registry(),
                        now.signatures().registry(),
                        ProofWords::key));
        rows.add(
                proof(
                        "Publication",
                        before == null ? null : before.signatures().publication(),
                        now.signatures().publication(),
                        ProofWords::key));
        rows.add(
                proof(
                        "Provenance",
                        before == null ? null : before.signatures().provenance(),
                        now.signatures().provenance(),
                        ProofWords::build));
    }

    /** Where registries sign nothing, three rows that say so would tell nobody anything. */
    private static void byMakers(
            List<ReportView.Known> rows, @Nullable Publishing before, Publishing now) {
        for (var each : now.signatures().own()) {
            rows.add(
                    proof(
                            each.kind().title(),
                            before == null
                                    ? null
                                    : before.signatures().own(each.kind()).orElse(null),
                            each.outcome(),
                            ProofWords::key));
        }
        var build = now.signatures().build().orElse(null);
        if (build != null) {
            rows.add(
                    proof(
                            "Built",
                            before == null
                                    ? null
                                    : before.signatures()
                                            .build()
                                            .<Outcome<BuildClaims>>map(Outcome.Verified::new)
                                            .orElse(null),
                            new Outcome.Verified<>(build),
                            ProofWords::build));
        }
    }

    private static ReportView.Known publisher(
            Published said, @Nullable Published before, @Nullable Publishing now) {
        var publication = now == null ? null : publication(now);
        var row =
                known(
                        "Published by",
                        said.publisher(),
                        before == null ? null : before.publisher(),
                        before);
        return new ReportView.Known(
                row.what(),
                ProofWords.publisher(publication, said.publisher()),
                row.before(),
                row.changed());
    }

    private static @Nullable Publication publication(Publishing publishing) {
        return publishing.history().find(publishing.version()).orElse(null);
    }

    /** What the registry claims of when and by whom; nothing where it claims nothing. */
    private static void rhythm(List<ReportView.Known> rows, Publishing now) {
        var publication = publication(now);
        if (publication == null) {
            return;
        }
        if (publication.at() != null) {
            rows.add(
                    new ReportView.Known(
                            "Appeared",
                            Words.minute(publication.at()) + ", by the registry's word",
                            null,
                            false));
        }
        if (!publication.maintainers().isEmpty()) {
            rows.add(
                    new ReportView.Known(
                            "May publish",
                            String.join(", ", publication.maintainers())
                                    + ", by the registry's word",
                            null,
                            false));
        }
    }

    /** Where the mail of those in charge goes: by the registry's word, and never whose it is. */
    private static void mail(
            List<ReportView.Known> rows, @Nullable Publishing before, Publishing now) {
        var own = mail(now);
        var then = before == null ? "" : mail(before);
        if (!own.isEmpty()) {
            var changed = !then.isEmpty() && !then.equals(own);
            rows.add(
                    new ReportView.Known(
                            "Their mail goes to",
                            own + ", by the registry's word",
                            changed ? then : null,
                            changed));
        }
    }

    private static String mail(Publishing publishing) {
        var publication = publication(publishing);
        if (publication == null) {
            return "";
        }
        var domains = new TreeSet<>(publication.domains());
        if (publication.accountDomain() != null) {
            domains.add(publication.accountDomain());
        }
        return String.join(", ", domains);
    }

    private static <C> ReportView.Known proof(
            String what,
            @Nullable Outcome<C> before,
            Outcome<C> now,
            Function<Outcome<C>, String> words) {
        var changed = before != null && !before.state().equals(now.state());
        return new ReportView.Known(
                what,
                words.apply(now),
                changed ? words.apply(Objects.requireNonNull(before)) : null,
                changed);
    }

    private static void listed(
            List<ReportView.Known> rows, Published now, @Nullable Published before) {
        rows.add(
                new ReportView.Known(
                        "Signature",
                        now.signatures() == 0
                                ? "none listed by the registry"
                                : "listed by the registry; not verified here",
                        null,
                        before != null && before.signatures() > 0 && now.signatures() == 0));
        rows.add(
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
