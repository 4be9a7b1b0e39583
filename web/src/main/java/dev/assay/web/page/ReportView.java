package dev.assay.web.page;

import dev.assay.scanners.changes.WordRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the machine found, in the order in which it is read.
 *
 * @param compared whether there was a version to compare with
 * @param headline one sentence about the verdict
 * @param read the share of code that was read, in percent, never rounded up
 * @param unread what was not read, with the reason
 * @param strip what there is to read, and how long it takes
 * @param flows where data can go, most severe first
 * @param destinations every host, declared or contacted
 * @param payloads what is sent where
 * @param sent findings about what is sent
 * @param capabilities findings about what it can do
 * @param texts what a model reads, by words
 * @param told findings about that
 * @param manifest what changed in package.json
 * @param published who published it, as far as known
 * @param dependencies what came, changed and went
 * @param borne findings about dependencies
 * @param others findings about anything else
 * @param notes findings at info
 * @param rules what each rule of the policy says, the broken ones first
 */
record ReportView(
        String verdict,
        String headline,
        List<String> reasons,
        boolean compared,
        String coverage,
        String read,
        boolean readEnough,
        List<FindingView.Entry> unread,
        Strip strip,
        List<Flow> flows,
        List<Destination> destinations,
        List<Payload> payloads,
        List<FindingView> sent,
        List<FindingView> capabilities,
        List<Text> texts,
        List<FindingView> told,
        List<Entry> manifest,
        List<Known> published,
        List<Dependency> dependencies,
        List<FindingView> borne,
        List<FindingView> others,
        List<FindingView> notes,
        List<ReleaseView.PolicyRule> rules) {

    /** The rules that stand against it, what matters most first. */
    List<ReleaseView.PolicyRule> brokenRules() {
        return rules.stream().filter(ReleaseView.PolicyRule::broken).toList();
    }

    List<ReleaseView.PolicyRule> keptRules() {
        return rules.stream().filter(each -> !each.broken()).toList();
    }

    /**
     * @param weights how many findings of each severity, for example {@code 1 critical}
     * @param code how much code there is to read; empty where nobody knows yet
     * @param time how long reading all of it takes, for example {@code 2 minutes}
     */
    record Strip(List<FindingView.Entry> weights, String code, String time) {}

    /**
     * Somewhere that data goes.
     *
     * @param target the host or address, in large
     * @param as what it is there as, for example {@code bcc}; empty for a host
     * @param declared null where a declaration says nothing of such a target
     */
    record Flow(String target, String as, @Nullable Boolean declared, FindingView finding) {}

    /**
     * A host, and whether the team said that data goes there.
     *
     * @param seen what the code says about it
     */
    record Destination(String host, boolean declared, boolean contacted, String seen) {}

    /**
     * What one function sends to one destination.
     *
     * @param same how many fields are as before and come from nowhere new
     */
    record Payload(
            String destination, String function, String place, boolean isNew, List<Field> fields) {

        /**
         * @param css {@code add}, {@code gone} or {@code same}
         * @param source where its value comes from, for people
         */
        record Field(String name, String css, String state, String source) {}
    }

    record Text(String what, String name, String state, List<Part> parts) {
        record Part(String name, List<WordRun> words) {}
    }

    record Entry(String key, List<WordRun> words) {}

    /**
     * One thing that is known of who published it, or that nobody knows.
     *
     * @param changed whether it was another for the version compared with
     */
    record Known(String what, String now, @Nullable String before, boolean changed) {}

    /**
     * @param css {@code add}, {@code mod} or {@code gone}
     * @param why the way from the release to it
     */
    record Dependency(
            String css, String state, String name, String before, String now, String why) {}
}
