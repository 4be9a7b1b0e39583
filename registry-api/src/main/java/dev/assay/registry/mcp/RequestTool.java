package dev.assay.registry.mcp;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.PackageStandings;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.TokenAuthentication;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.Tiers;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes the draft of a request for a person to finish. It hands nothing in: a request vouches for
 * facts about people and purposes, starts a vetting and takes reviewers' time, and an agent may
 * have been told to ask by what it just read.
 */
final class RequestTool implements AgentTool {

    /** What a program can know of the work it does. Whose data it sees is for a person to say. */
    private static final Map<String, Question> TEXTS =
            Map.of(
                    "purpose", Questions.PURPOSE,
                    "alternatives", Questions.ALTERNATIVES,
                    "oauth_scopes", Questions.OAUTH_SCOPES);

    /**
     * @param outcome {@code drafted}, {@code draft-there-already} or {@code already-approved}
     * @param page where a person goes on
     * @param missing the questions that are left to the person
     */
    record Drafted(String outcome, String purl, String page, List<String> missing, String next) {}

    private final Drafts drafts;
    private final PackageStandings standings;
    private final RightsTable rights;
    private final CallerAddresses addresses;
    private final ApplicationEventPublisher events;

    RequestTool(
            Drafts drafts,
            PackageStandings standings,
            RightsTable rights,
            CallerAddresses addresses,
            ApplicationEventPublisher events) {
        this.drafts = drafts;
        this.standings = standings;
        this.rights = rights;
        this.addresses = addresses;
        this.events = events;
    }

    @Override
    public String name() {
        return "request_access";
    }

    @Override
    public Object call(AgentCaller caller, Map<String, Object> arguments)
            throws NotAnsweredException {
        var token = admitted(caller);
        var purl = AskedPurl.exact(arguments);
        var answers = answers(arguments);
        var standing = standings.of(purl, answers.stage().orElse(Stage.PRODUCTION)).orElse(null);
        var itself = standing == null ? null : standing.itself();
        if (standing != null && standing.served() && itself != null) {
            return new Drafted(
                    "already-approved",
                    purl.toString(),
                    addresses.main(caller.request()) + "r/" + itself.id(),
                    List.of(),
                    "It is approved as far as was asked; explain_block says how to start it.");
        }
        var account = token.getPrincipal().account();
        var there =
                drafts.of(account).stream()
                        .filter(each -> each.purl().equals(purl.toString()))
                        .findFirst();
        return there.isPresent()
                ? told("draft-there-already", there.get(), account, caller)
                : told("drafted", kept(account, token, purl, arguments, answers), account, caller);
    }

    /** Asks the row of the endpoint that does the same, so that the two cannot differ. */
    private TokenAuthentication admitted(AgentCaller caller) throws NotAnsweredException {
        var token = caller.token();
        if (token == null) {
            throw new NotAnsweredException(
                    "A draft belongs to somebody. Configure a token of Assay with the scope"
                            + " api:write, made by the person you work for.");
        }
        if (!rights.admits(HttpMethod.POST, "/api/v1/drafts", token)) {
            events.publishEvent(
                    new AuthorizationDeniedEvent<>(
                            () -> token, caller.request(), new AuthorizationDecision(false)));
            throw new NotAnsweredException(
                    "This token does not go so far: it needs the scope api:write, and an owner who"
                            + " may write requests.");
        }
        return token;
    }

    private Draft kept(
            Account account,
            TokenAuthentication token,
            Purl purl,
            Map<String, Object> arguments,
            Answers answers)
            throws NotAnsweredException {
        var written =
                new Drafts.Written(
                        null,
                        purl.toString(),
                        String.join("\n", destinations(arguments)),
                        answers,
                        Draft.Origin.AGENT,
                        token.caller().token());
        return switch (drafts.save(account, written)) {
            case Deed.Done<Draft>(var draft) -> draft;
            case Deed.Refused<Draft>(var why) ->
                    throw new NotAnsweredException("No draft was kept: " + why + ".");
        };
    }

    private Drafted told(String outcome, Draft draft, Account account, AgentCaller caller) {
        var answers = draft.answers();
        var missing =
                Questions.missing(
                        answers.stage().orElse(Stage.PRODUCTION),
                        Tiers.of(answers).tier(),
                        answers);
        return new Drafted(
                outcome,
                draft.purl(),
                addresses.main(caller.request()) + "request?draft=" + draft.id(),
                missing.stream().map(Question::label).toList(),
                "Nothing was requested yet. "
                        + account.login()
                        + " has to open the page, check every answer, finish it and hand it in.");
    }

    private static Answers answers(Map<String, Object> arguments) {
        var answers = Answers.NONE;
        for (var each : TEXTS.entrySet()) {
            if (arguments.get(each.getKey()) instanceof String text) {
                answers = answers.with(each.getValue(), Answer.text(text));
            }
        }
        return arguments.get("stage") instanceof String stage
                ? answers.with(Questions.STAGE, Answer.choice(stage))
                : answers;
    }

    private static List<String> destinations(Map<String, Object> arguments) {
        return arguments.get("destinations") instanceof Collection<?> hosts
                ? hosts.stream().map(each -> String.valueOf(each).strip()).toList()
                : List.of();
    }
}
