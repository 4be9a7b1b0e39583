package dev.assay.registry.rest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A problem detail (RFC 9457): {@code title} says what happened, {@code detail} why, and the member
 * {@code next} what to do about it.
 */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail detail;

    private Problem(ProblemDetail detail) {
        super(detail.getDetail(), null, false, false);
        this.detail = detail;
    }

    static Problem notFound(String what, String next) {
        return new Problem(
                detail(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "There is no such thing here",
                        what,
                        next));
    }

    /** The caller's roles do not go as far. */
    static Problem forbidden(String why, String next) {
        return new Problem(
                detail(
                        HttpStatus.FORBIDDEN,
                        "not-allowed",
                        "Your roles do not allow this",
                        why,
                        next));
    }

    /** A fault of ours that passes. */
    static Problem unavailable(String why, String next) {
        return new Problem(
                detail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-now",
                        "This cannot be answered now",
                        why,
                        next));
    }

    /** The body names values that do not exist. */
    static Problem invalid(String why, String next) {
        return new Problem(
                detail(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        "The request was not understood",
                        why,
                        next));
    }

    /** What was sent is understood, and fields of it cannot be taken. */
    static Problem unacceptable(List<Map<String, String>> problems) {
        var detail =
                detail(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unacceptable",
                        "The request cannot be taken as it is",
                        "Nothing was recorded; 'problems' says what is wrong, field by field.",
                        "Correct these fields and send the request again.");
        detail.setProperty("problems", problems);
        return new Problem(detail);
    }

    /** More came than may come. */
    static Problem tooLarge(String why) {
        return new Problem(
                detail(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-large",
                        "This is too large",
                        why,
                        "Nothing was kept; send something smaller, or have the limit raised."));
    }

    /** Written down as asked for, it would say something else than what was approved. */
    static Problem cannotBeSaid(List<Map<String, String>> unsaid, int more) {
        var detail =
                detail(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "cannot-be-said",
                        "This export cannot say what was approved",
                        "Nothing was exported; 'unsaid' holds "
                                + (more == 0 ? "all" : "the first " + unsaid.size())
                                + " of what stands against it, each with what to do.",
                        unsaid.getFirst().getOrDefault("next", ""));
        detail.setProperty("unsaid", unsaid);
        detail.setProperty("more", more);
        return new Problem(detail);
    }

    /** It was there, and is handed out no more. */
    static Problem gone(String why, String next) {
        return new Problem(detail(HttpStatus.GONE, "gone", "This no longer holds", why, next));
    }

    /** The rules of the house or the present state stand against it. */
    static Problem refused(String why) {
        return new Problem(
                detail(
                        HttpStatus.CONFLICT,
                        "refused",
                        "This cannot be done",
                        why,
                        "Read the release again to see how it stands now."));
    }

    static ProblemDetail detail(
            HttpStatus status, String type, String title, String why, String next) {
        var detail = ProblemDetail.forStatusAndDetail(status, why);
        detail.setType(URI.create("urn:problem-type:assay:" + type));
        detail.setTitle(title);
        detail.setProperty("next", next);
        return detail;
    }

    ProblemDetail body() {
        return detail;
    }
}
