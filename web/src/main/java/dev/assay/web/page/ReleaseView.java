package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One release, and of its reviews the one that is looked at.
 *
 * @param stateClass the class of the state's badge
 * @param baseline what it was compared with, null where there was nothing
 * @param underWay whether the machine is still at it
 * @param report what the machine found, null until it has finished
 * @param code the changed code, null until it is cut out
 * @param codeLink where it is cut out, null where it is here or there is none
 * @param comparable other versions to compare it with
 * @param command what runs exactly this closure, null unless it is approved
 * @param told what the last deed of the reader led to, or null
 * @param problem why the last deed was refused, or null
 */
record ReleaseView(
        String id,
        String purl,
        String name,
        String version,
        String state,
        String stateClass,
        String reason,
        @Nullable Baseline baseline,
        @Nullable String sha256,
        boolean underWay,
        boolean failed,
        List<Step> steps,
        @Nullable ReportView report,
        @Nullable CodeView code,
        @Nullable String codeLink,
        List<Other> comparable,
        List<Request> requests,
        List<OtherReview> otherReviews,
        List<Package> closure,
        List<Made> decisions,
        List<Event> history,
        Choices choices,
        @Nullable Approval approval,
        @Nullable String told,
        @Nullable String problem) {

    record Baseline(String link, String version) {}

    /**
     * A stage of the pipeline.
     *
     * @param css {@code done}, {@code bad}, {@code now} or {@code todo}
     */
    record Step(String name, String css, String said) {}

    /** Another version of the same package. */
    record Other(String purl, String version) {}

    /** What one rule of the policy says. */
    record PolicyRule(
            String id,
            String title,
            String effect,
            String outcome,
            boolean broken,
            String message,
            String remedy,
            List<String> values) {}

    record Request(String who, String purpose, String owner, List<String> domains, Instant at) {}

    record OtherReview(String link, String text) {}

    record Package(String purl, String path, boolean optional, boolean itself) {}

    record Made(String who, String what, String reason, Instant at) {}

    record Event(Instant at, String who, String what, String detail) {}

    /** What an approval says while it holds. */
    record Approval(String stage, @Nullable String until, String command) {}

    /**
     * What the reader may do here.
     *
     * @param review the open review, null where there is none
     * @param snapshot the digest of what is shown
     * @param noApproval why the reader cannot approve, null where they can
     * @param noDecision why the reader cannot decide at all, null where they can
     * @param reason what they wrote before something was refused
     * @param stage the stage they chose before
     */
    record Choices(
            @Nullable String review,
            String snapshot,
            @Nullable String noApproval,
            @Nullable String noDecision,
            boolean vetAgain,
            boolean suspend,
            boolean lift,
            boolean revoke,
            String reason,
            String stage) {

        boolean any() {
            return review != null || suspend || lift || revoke;
        }
    }
}
