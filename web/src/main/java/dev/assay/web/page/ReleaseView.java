package dev.assay.web.page;

import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;

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
 * @param licences how many packages of the closure have which; empty where nobody looked
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
        String licences,
        String dependencyProofs,
        @Nullable Inside inside,
        Flaws flaws,
        SourceView source,
        RunView run,
        List<Made> decisions,
        List<Event> history,
        Choices choices,
        @Nullable Approval approval,
        @Nullable String told,
        @Nullable String problem) {

    /** The page of the server that it is a version of. */
    String server() {
        return "/servers/" + Servers.id(Purl.parse(purl));
    }

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

    /**
     * @param state what became of it
     * @param answers every question that was answered, but purpose and owner
     * @param edit where to edit it, null where nobody can any more
     * @param withdraw where to take it back, null for all but whoever asked
     */
    record Request(
            String who,
            String state,
            String purpose,
            String owner,
            List<String> domains,
            List<Answered> answers,
            Instant at,
            @Nullable String edit,
            @Nullable String withdraw) {}

    record Answered(String question, String answer, String detail) {}

    record OtherReview(String link, String text) {}

    record Package(String purl, String path, String licence, boolean optional, boolean itself) {}

    /**
     * The packages that lie in an image or a bundle.
     *
     * @param count of all, of which some are listed
     * @param gaps what lies in it without a name
     */
    record Inside(int count, List<InsidePackage> listed, List<String> gaps) {}

    record InsidePackage(String purl, String places) {}

    /**
     * What is known to be wrong with its closure.
     *
     * @param why why nobody looked; null where somebody did
     * @param scannedAt when somebody did; null likewise
     * @param sources in which data
     */
    record Flaws(
            @Nullable String why, @Nullable Instant scannedAt, String sources, List<Flaw> known) {}

    /**
     * @param badge what matters most of it, in a word
     * @param css the class of that badge
     */
    record Flaw(
            String badge, String css, String name, String purl, String summary, String fixedIn) {}

    /**
     * @param suggestion what to do instead of what was rejected, or null
     */
    record Made(
            String who,
            String what,
            String reason,
            List<String> conditions,
            @Nullable String suggestion,
            Instant at) {}

    record Event(Instant at, String who, String what, String detail) {}

    /**
     * What an approval says while it holds.
     *
     * @param breakGlass who let it through, where nobody approved it; else null
     * @param renew where to have it looked at again, null where it does not end soon
     * @param promote where to ask for a wider stage, null where there is none
     * @param signed what was signed of it, null where nothing was
     */
    record Approval(
            String stage,
            @Nullable String until,
            List<String> conditions,
            String command,
            @Nullable String breakGlass,
            @Nullable String renew,
            @Nullable String promote,
            @Nullable Signed signed) {}

    /**
     * What was signed of it.
     *
     * @param link to the file
     * @param keyId the registry's key
     * @param by the approvers who signed it too
     */
    record Signed(String link, String keyId, List<String> by) {}

    /**
     * What the reader may do here.
     *
     * @param review the open review, null where there is none
     * @param snapshot the digest of what is shown
     * @param panel how that review stands, null where there is none
     * @param noDecision why the reader cannot decide at all, null where they can
     * @param letThrough whether an emergency could be for this
     * @param attempt what they wrote before something was refused
     */
    record Choices(
            @Nullable String review,
            String snapshot,
            @Nullable PanelView panel,
            @Nullable String noDecision,
            boolean vetAgain,
            boolean suspend,
            boolean lift,
            boolean revoke,
            boolean letThrough,
            long usualHours,
            long mostHours,
            ReleasePage.Attempt attempt) {

        boolean any() {
            return review != null || suspend || lift || revoke || letThrough;
        }
    }
}
