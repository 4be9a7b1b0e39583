package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vetting.ChangesReader;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.registry.workflow.Comments;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.delta.Delta;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** The changed code of a release, as its page and its parts show it. */
@Component
final class ReleaseCode {

    private final ChangesReader reader;
    private final Comments comments;
    private final CodeViews views;

    ReleaseCode(ChangesReader reader, Comments comments, CodeViews views) {
        this.reader = reader;
        this.comments = comments;
        this.views = views;
    }

    /** What was made of it; empty until it is. */
    Optional<Changes> kept(Release release) {
        return reader.kept(release);
    }

    CodeView view(Account account, Release release, Changes changes, @Nullable ReviewReport shown) {
        return views.of(material(account, release, changes, shown));
    }

    Optional<CodeView.Function> function(
            Account account,
            Release release,
            Changes changes,
            @Nullable ReviewReport shown,
            int index) {
        return views.one(material(account, release, changes, shown), index);
    }

    private CodeViews.Material material(
            Account account, Release release, Changes changes, @Nullable ReviewReport shown) {
        var snapshot = release.snapshotSha256();
        return new CodeViews.Material(
                base(release),
                "",
                changes,
                findings(shown),
                comments.of(release),
                snapshot == null ? null : snapshot.hex(),
                Callers.signedIn().admits(account.roles()));
    }

    private static List<dev.assay.scanners.finding.Finding> findings(@Nullable ReviewReport shown) {
        Delta delta = shown == null ? null : shown.delta();
        return delta == null ? List.of() : delta.findings();
    }

    static String base(Release release) {
        return "/releases/" + release.id();
    }
}
