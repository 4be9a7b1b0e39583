package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.LineComment;
import dev.assay.inventory.review.LineCommentStore;

import java.util.List;

/** What people write at lines of code. A comment is no decision and changes none. */
public final class Comments {

    private static final int LONGEST = 4_000;
    private static final int MOST = 1_000;

    private final LineCommentStore comments;
    private final AuditTrail audit;
    private final Deeds deeds;

    Comments(LineCommentStore comments, AuditTrail audit, Deeds deeds) {
        this.comments = comments;
        this.audit = audit;
        this.deeds = deeds;
    }

    /** The comments of a release, oldest first. */
    public List<LineComment> of(Release release) {
        return comments.of(release.id());
    }

    public CommentOutcome write(
            Account author, Release release, LineComment.Place place, String text) {
        var written = text.strip();
        if (written.isEmpty()) {
            return new CommentOutcome.Refused("a comment needs some text");
        }
        if (written.length() > LONGEST) {
            return new CommentOutcome.Refused(
                    "a comment has at most "
                            + LONGEST
                            + " characters; this one has "
                            + written.length());
        }
        if (comments.of(release.id()).size() >= MOST) {
            return new CommentOutcome.Refused(
                    "this release has " + MOST + " comments, the most that are kept");
        }
        return deeds.whole(
                () -> {
                    var comment =
                            comments.add(
                                    release.id(),
                                    release.snapshotSha256(),
                                    place,
                                    author.id(),
                                    written);
                    audit.append(
                            author.login(),
                            "commented",
                            release.purl().toString(),
                            place.file() + ":" + place.line() + ": " + written);
                    return new CommentOutcome.Written(comment);
                });
    }
}
