package dev.assay.inventory.store.s3;

import dev.assay.inventory.store.s3.S3Fault.Kind;

import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts into a sentence what an object store answered. Of its answer the status and the code are
 * told, never its text, which may repeat what we sent.
 */
final class S3Words {

    private final S3Place place;

    S3Words(S3Place place) {
        this.place = place;
    }

    /**
     * @param doing what was tried, as "keep a blob"
     * @param right the permission that it takes
     * @param problem of the SDK, or of its HTTP client, which throws what it met as it is
     */
    S3Fault fault(String doing, String right, RuntimeException problem) {
        return problem instanceof S3Exception answer
                ? answered(doing, right, answer)
                : unanswered(doing, problem);
    }

    private S3Fault answered(String doing, String right, S3Exception answer) {
        var status = answer.statusCode();
        var code = code(answer);
        var what = "cannot " + doing + " in " + place + " (" + status + said(code) + ")";
        return switch (status) {
            case 401, 403 -> new S3Fault(Kind.REFUSED, what + ": " + refusal(code, right), answer);
            case 404 ->
                    new S3Fault(
                            Kind.NO_BUCKET,
                            what
                                    + ": there is no such bucket; make it, or correct"
                                    + " assay.blobs.s3.bucket and assay.blobs.s3.endpoint",
                            answer);
            case 301, 307, 308 ->
                    new S3Fault(
                            Kind.NO_BUCKET,
                            what
                                    + ": the bucket lies elsewhere; set assay.blobs.s3.region to its"
                                    + " region",
                            answer);
            case 400, 405, 411, 501 ->
                    new S3Fault(
                            Kind.NOT_UNDERSTOOD,
                            what
                                    + ": it does not understand the request; compare"
                                    + " assay.blobs.s3.region, endpoint and path-style with its"
                                    + " manual",
                            answer);
            default ->
                    new S3Fault(
                            Kind.AWAY,
                            what
                                    + ": the object store fails or is overloaded, asked several"
                                    + " times; look at its own state, and try again",
                            answer);
        };
    }

    private static String refusal(String code, String right) {
        return switch (code) {
            case "InvalidAccessKeyId" ->
                    "it does not know the access key; correct assay.blobs.s3.access-key-id";
            case "SignatureDoesNotMatch" ->
                    "the secret does not belong to the access key; correct"
                            + " assay.blobs.s3.secret-access-key-file";
            case "RequestTimeTooSkewed" -> "the clocks differ; set the clock of this machine";
            case "ExpiredToken", "InvalidToken" ->
                    "the session's credentials are over; have them renewed";
            default -> "let this access key do " + right + " there, or give another";
        };
    }

    private S3Fault unanswered(String doing, RuntimeException problem) {
        var what = "cannot " + doing + " in " + place;
        if (problem instanceof ApiCallTimeoutException
                || problem instanceof ApiCallAttemptTimeoutException) {
            return new S3Fault(
                    Kind.AWAY,
                    what
                            + ": no answer in time, asked several times; look at the object store and"
                            + " the way to it, or raise assay.blobs.s3.timeout",
                    problem);
        }
        if (String.valueOf(problem.getMessage()).contains("Unable to load credentials")) {
            return new S3Fault(
                    Kind.REFUSED,
                    what
                            + ": there are no credentials; set assay.blobs.s3.access-key-id and"
                            + " assay.blobs.s3.secret-access-key-file, or give this machine a role",
                    problem);
        }
        return new S3Fault(
                Kind.AWAY,
                what
                        + ": it cannot be reached"
                        + cause(problem)
                        + "; look whether assay.blobs.s3.endpoint is right, and at the way to it",
                problem);
    }

    private static String cause(Throwable problem) {
        var deepest = problem;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest == problem
                ? ""
                : " (" + deepest.getClass().getSimpleName() + ": " + deepest.getMessage() + ")";
    }

    /** An answer to HEAD has no code; it is a blob then that is not there. */
    static boolean isNoBlob(S3Exception answer) {
        return answer.statusCode() == 404 && !code(answer).equals("NoSuchBucket");
    }

    private static String code(S3Exception answer) {
        var details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** A stranger's word: letters and digits of it, no more than a word has. */
    private static String said(String code) {
        var plain = code.replaceAll("[^A-Za-z0-9.]", "");
        return plain.isEmpty() ? "" : " " + plain.substring(0, Math.min(60, plain.length()));
    }
}
