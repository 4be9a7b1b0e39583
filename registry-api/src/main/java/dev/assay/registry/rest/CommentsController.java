package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.LineComment;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.CommentOutcome;
import dev.assay.registry.workflow.Comments;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What people wrote at lines of a release's code. */
@RestController
final class CommentsController {

    private final Reports reports;
    private final Comments comments;
    private final AccountStore accounts;

    CommentsController(Reports reports, Comments comments, AccountStore accounts) {
        this.reports = reports;
        this.comments = comments;
        this.accounts = accounts;
    }

    /**
     * @param outdated whether it was written about another snapshot than the release has now
     */
    record CommentDocument(
            Id id,
            String author,
            String text,
            Instant createdAt,
            String file,
            int line,
            int column,
            String function,
            String lineText,
            @Nullable String snapshot,
            boolean outdated) {}

    /** What is sent; a place in the release's code. */
    record Wish(
            @Nullable String text,
            @Nullable String file,
            int line,
            int column,
            @Nullable String function,
            @Nullable String print,
            @Nullable String lineText) {}

    @GetMapping("/api/v1/releases/{id}/comments")
    Map<String, List<CommentDocument>> list(@PathVariable String id) {
        var release = reports.release(id);
        return Map.of(
                "comments",
                comments.of(release).stream().map(each -> document(each, release)).toList());
    }

    @PostMapping(
            path = "/api/v1/releases/{id}/comments",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    CommentDocument write(Account account, @PathVariable String id, @RequestBody Wish wish) {
        var release = reports.release(id);
        if (given(wish.file()).isEmpty() || wish.line() < 1) {
            throw Problem.invalid(
                    "A comment needs a 'file' and a 'line' from 1.",
                    "GET /api/v1/releases/" + id + "/changes has the lines there are.");
        }
        var place =
                new LineComment.Place(
                        cut(wish.print(), 64),
                        cut(wish.function(), 300),
                        cut(wish.file(), 1000),
                        wish.line(),
                        Math.max(1, wish.column()),
                        given(wish.lineText()));
        return switch (comments.write(account, release, place, given(wish.text()))) {
            case CommentOutcome.Written(var comment) -> document(comment, release);
            case CommentOutcome.Refused(var reason) -> throw Problem.refused(reason);
        };
    }

    private CommentDocument document(LineComment comment, Release release) {
        var place = comment.place();
        var snapshot = comment.snapshot();
        return new CommentDocument(
                comment.id(),
                accounts.find(comment.authorId()).map(Account::login).orElse("unknown"),
                comment.text(),
                comment.createdAt(),
                place.file(),
                place.line(),
                place.column(),
                place.function(),
                place.lineText(),
                snapshot == null ? null : snapshot.hex(),
                snapshot != null && !snapshot.equals(release.snapshotSha256()));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String cut(@Nullable String text, int most) {
        var whole = given(text);
        return whole.length() <= most ? whole : whole.substring(0, most);
    }
}
