package dev.assay.registry.workflow;

import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.TierChange;
import dev.assay.inventory.review.Tiering;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.scope.KnownScope;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much is at stake with a request: a pure function of what was answered and what was found, so
 * that the same record has the same tier whenever somebody asks.
 */
public final class Tiers {

    /** Names of tools, in lower case, their words parted by underscores. */
    private static final Pattern SHELL =
            name(
                    "(exec(ute)?|run|spawn|shell|bash|terminal|powershell)(_.*)?"
                            + "_(command|cmd|shell|script|code|process|program|bash|terminal)"
                            + "|shell|bash|terminal|powershell|exec|eval|execute"
                            + "|(run|execute)_(python|javascript)");

    private static final Pattern SQL =
            name(
                    "(exec(ute)?_|run_|raw_|arbitrary_|write_)?(sql|query_database|database_query|db_query)");

    private static final Pattern CODE =
            name(
                    "(write|edit|create|patch|apply|commit|push|merge|modify|delete|update|str_replace)(_.*)?"
                            + "_(file|files|code|repo|repository|branch|patch|diff|commit|pull_request)");

    private Tiers() {}

    /** What the answers alone come to, before anything was vetted. */
    public static Tiering of(Answers answers) {
        return of(answers, List.of(), List.of(), List.of());
    }

    /**
     * The tier of a request.
     *
     * @param domains the declared hosts and patterns
     * @param findings what vetting found
     * @param tools the names of the tools the server offers
     */
    public static Tiering of(
            Answers answers,
            Collection<String> domains,
            List<Finding> findings,
            Collection<String> tools) {
        var stakes = new Stakes();
        people(answers, stakes);
        systems(answers, stakes);
        unwatched(answers, stakes);
        scopes(answers, stakes);
        tools(tools, stakes);
        findings(findings, stakes);
        domains.stream()
                .filter(each -> each.startsWith("*."))
                .forEach(
                        each ->
                                stakes.add(
                                        Tier.MEDIUM,
                                        "it may send data to any host under " + each.substring(2)));
        return stakes.tiering();
    }

    /**
     * The tier that counts: what a reviewer set, while what is computed is still what it was then.
     *
     * @param changes newest first
     */
    public static Tier effective(Tiering computed, List<TierChange> changes) {
        return changes.stream()
                .findFirst()
                .filter(each -> each.computed() == computed.tier())
                .map(TierChange::tier)
                .orElse(computed.tier());
    }

    private static void people(Answers answers, Stakes stakes) {
        switch (answers.of(Questions.DATA_SUBJECTS).choice()) {
            case Questions.SPECIAL ->
                    stakes.add(Tier.HIGH, "it sees special-category or criminal-offence data");
            case Questions.PERSONAL -> stakes.add(Tier.MEDIUM, "it sees personal data");
            default -> {}
        }
        if (answers.of(Questions.OPERATION).choice().equals("vendor") && answers.personalData()) {
            stakes.add(Tier.MEDIUM, "a vendor operates it and sees personal data");
        }
    }

    private static void systems(Answers answers, Stakes stakes) {
        switch (answers.of(Questions.SYSTEMS).choice()) {
            case Questions.PRODUCTION_DATABASE ->
                    stakes.add(Tier.HIGH, "it is connected to a production database");
            case Questions.PRODUCTION_SYSTEMS ->
                    stakes.add(Tier.MEDIUM, "it is connected to production systems");
            default -> {}
        }
    }

    private static void unwatched(Answers answers, Stakes stakes) {
        var sends = yes(answers, Questions.SENDS_OUTSIDE);
        var chains = yes(answers, Questions.CHAINS_TOOLS);
        if (sends && chains) {
            stakes.add(
                    Tier.HIGH,
                    "it can send something outside unwatched after reading content nobody vetted");
        } else if (sends) {
            stakes.add(Tier.MEDIUM, "it can send something outside without a person looking first");
        } else if (chains) {
            stakes.add(Tier.MEDIUM, "it can call another tool after content nobody vetted");
        }
        if (yes(answers, Questions.EXPORTS_CUSTOMERS)) {
            stakes.add(Tier.HIGH, "it can export a list of customers");
        }
        if (yes(answers, Questions.CHANGES_RECORDS)) {
            stakes.add(Tier.MEDIUM, "it can change records in a database");
        }
        if (yes(answers, Questions.KEEPS_CONTEXT)) {
            stakes.add(Tier.MEDIUM, "it keeps sensitive context in memory");
        }
    }

    private static void scopes(Answers answers, Stakes stakes) {
        for (var scope : AskedScope.of(answers)) {
            scope.known()
                    .filter(each -> each.kind() == KnownScope.Kind.ADMIN)
                    .ifPresent(
                            each ->
                                    stakes.add(
                                            Tier.HIGH,
                                            "its OAuth scope "
                                                    + each.scope()
                                                    + " "
                                                    + each.allows()));
        }
    }

    private static void tools(Collection<String> tools, Stakes stakes) {
        for (var tool : tools) {
            // sendMail, send-mail and send_mail are one name.
            var name =
                    tool.replaceAll("([a-z])([A-Z])", "$1_$2")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z]+", "_");
            if (SHELL.matcher(name).matches()) {
                stakes.add(Tier.HIGH, "its tool " + tool + " executes commands or code");
            } else if (SQL.matcher(name).matches()) {
                stakes.add(Tier.HIGH, "its tool " + tool + " runs any SQL it is given");
            } else if (CODE.matcher(name).matches()) {
                stakes.add(Tier.HIGH, "its tool " + tool + " writes files or code");
            }
        }
    }

    private static void findings(List<Finding> findings, Stakes stakes) {
        for (var severity : List.of(Severity.CRITICAL, Severity.HIGH)) {
            var count = findings.stream().filter(each -> each.severity() == severity).count();
            if (count > 0) {
                stakes.add(
                        severity == Severity.CRITICAL ? Tier.HIGH : Tier.MEDIUM,
                        count
                                + (severity == Severity.CRITICAL ? " critical" : " high")
                                + (count == 1 ? " finding" : " findings"));
            }
        }
    }

    private static boolean yes(Answers answers, Question question) {
        return answers.of(question).choice().equals("yes");
    }

    private static Pattern name(String pattern) {
        return Pattern.compile("(.*_)?(" + pattern + ")(_.*)?");
    }

    /** Collects what speaks for which tier. */
    private static final class Stakes {

        private record Reason(Tier tier, String text) {}

        private static final int MOST = 12;

        private final List<Reason> reasons = new ArrayList<>();

        void add(Tier tier, String text) {
            reasons.add(new Reason(tier, text));
        }

        Tiering tiering() {
            var tier = reasons.stream().map(Reason::tier).reduce(Tier::higher).orElse(Tier.LOW);
            if (reasons.isEmpty()) {
                return new Tiering(tier, List.of("nothing speaks for more"));
            }
            return new Tiering(
                    tier,
                    reasons.stream()
                            .sorted((one, other) -> other.tier().compareTo(one.tier()))
                            .map(each -> each.tier().words() + ": " + each.text())
                            .limit(MOST)
                            .toList());
        }
    }
}
