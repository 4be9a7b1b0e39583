package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Questions;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.workflow.RequestOutcome.Problem;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads a form, and collects everything that is wrong with it. */
final class RequestCheck {

    private static final int MAX_DOMAINS = 200;

    private final List<Problem> problems = new ArrayList<>();
    private final @Nullable Purl purl;
    private final Answers answers;
    private final Declaration declaration;
    private final boolean renewal;

    /** Reads the form of somebody who asks. */
    RequestCheck(Account requester, RequestForm form) {
        this(form);
        if (requester.disabled() || !requester.has(Role.REQUESTER)) {
            problem(
                    "account",
                    requester.login()
                            + " may not request releases; an administrator can give the role requester");
        }
    }

    private RequestCheck(RequestForm form) {
        this.purl = release(form.purl().strip());
        this.answers = form.answers();
        this.renewal = form.renewal();
        unanswered();
        this.declaration = declaration(form.domains());
    }

    /** Reads the form of somebody who may edit, which is for the caller to know. */
    static RequestCheck ofEdit(RequestForm form) {
        return new RequestCheck(form);
    }

    List<Problem> problems() {
        return problems;
    }

    /** The release, where there are no problems. */
    Purl purl() {
        if (purl == null) {
            throw new IllegalStateException("the form has problems");
        }
        return purl;
    }

    /** What is asked for, where there are no problems. */
    Asked asked() {
        return new Asked(stage(), declaration.domains(), answers);
    }

    Stage stage() {
        return answers.stage().orElse(Stage.PRODUCTION);
    }

    boolean isRenewal() {
        return renewal;
    }

    Declaration declaration() {
        return declaration;
    }

    private @Nullable Purl release(String written) {
        if (written.isEmpty()) {
            return problem("purl", "no package is named; write npm:@scope/name@1.2.3");
        }
        Purl parsed;
        try {
            parsed = Purl.parse(written);
        } catch (IllegalArgumentException e) {
            parsed = withRange(written);
            if (parsed == null) {
                return problem("purl", String.valueOf(e.getMessage()));
            }
        }
        var ecosystem = Ecosystems.of(parsed).orElse(null);
        if (ecosystem == null) {
            return problem("purl", Ecosystems.notFetched(parsed));
        }
        if (parsed.version() == null) {
            return problem(
                    "purl",
                    "'"
                            + written
                            + "' names no version; a release is one exact version, write "
                            + ecosystem.example(parsed));
        }
        var flaw = ecosystem.flaw(parsed).orElse(null);
        return flaw == null ? parsed : problem("purl", flaw);
    }

    /** A range has characters that a package URL cannot have, and deserves an answer of its own. */
    private static @Nullable Purl withRange(String written) {
        var at = written.lastIndexOf('@');
        if (at < 1) {
            return null;
        }
        try {
            return Purl.parse(written.substring(0, at)).withVersion(written.substring(at + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is needed at the tier that the answers alone come to; findings may ask for more. */
    private void unanswered() {
        var tier = Tiers.of(answers).tier();
        for (var question : Questions.ALL) {
            var answer = answers.of(question);
            var flaw =
                    question.isNeeded(stage(), tier, answers)
                            ? question.flaw(answer)
                            : question.excess(answer);
            flaw.ifPresent(each -> problem(each.field(), each.message()));
        }
        AskedScope.flaws(answers).forEach(each -> problem(Questions.OAUTH_SCOPES.key(), each));
    }

    private Declaration declaration(List<String> written) {
        var hosts = new ArrayList<String>();
        for (var each : written) {
            if (each.isBlank()) {
                continue;
            }
            try {
                hosts.add(HostPattern.normal(each));
            } catch (IllegalArgumentException e) {
                problem("domains", String.valueOf(e.getMessage()));
            }
        }
        if (hosts.size() > MAX_DOMAINS) {
            problem(
                    "domains",
                    hosts.size()
                            + " domains are declared; "
                            + MAX_DOMAINS
                            + " are the most, *.example.com covers many");
        }
        return new Declaration(hosts);
    }

    private @Nullable Purl problem(String field, String message) {
        problems.add(new Problem(field, message));
        return null;
    }
}
