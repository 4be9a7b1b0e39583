package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.vetting.KnownFacts;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.Tiers;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Fills the request form: from a draft, a blocked fetch, an approval or a request under way. */
@Component
final class RequestPage {

    private final Drafts drafts;
    private final ReviewStore reviews;
    private final ReleaseStore releases;
    private final FetchStore fetches;
    private final KnownFacts facts;
    private final People people;

    RequestPage(
            Drafts drafts,
            ReviewStore reviews,
            ReleaseStore releases,
            FetchStore fetches,
            KnownFacts facts,
            People people) {
        this.drafts = drafts;
        this.reviews = reviews;
        this.releases = releases;
        this.fetches = fetches;
        this.facts = facts;
        this.people = people;
    }

    /** What stands in the form, wherever it comes from. */
    record Content(
            String draft,
            Draft.Origin origin,
            String originId,
            String purl,
            String domains,
            Answers answers,
            @Nullable Instant saved) {}

    /** What is wrong, and what to say first. */
    record Said(Map<String, List<String>> errors, List<String> notices) {

        static final Said NOTHING = new Said(Map.of(), List.of());
    }

    Content blank(String purl) {
        return new Content("", Draft.Origin.BLANK, "", purl, "", Answers.NONE, null);
    }

    Optional<Content> draft(Account reader, Id id) {
        return drafts.find(reader, id).map(RequestPage::content);
    }

    static Content content(Draft draft) {
        var origin = draft.originId();
        return new Content(
                draft.id().value(),
                draft.origin(),
                origin == null ? "" : origin.value(),
                draft.purl(),
                draft.domains(),
                draft.answers(),
                draft.updatedAt());
    }

    /** Half filled from a blocked fetch. */
    Optional<Content> sighting(Id id) {
        return fetches.sighting(id)
                .map(
                        seen ->
                                new Content(
                                        "",
                                        Draft.Origin.SIGHTING,
                                        id.value(),
                                        seen.purl().toString(),
                                        "",
                                        Answers.NONE,
                                        null));
    }

    /** Filled from the last request of an approved release, to have it looked at again. */
    Optional<Content> again(Id release, Draft.Origin origin) {
        return releases.find(release)
                .map(
                        found ->
                                reviews.requests(release).stream()
                                        .findFirst()
                                        .map(
                                                last ->
                                                        new Content(
                                                                "",
                                                                origin,
                                                                release.value(),
                                                                found.purl().toString(),
                                                                String.join("\n", last.domains()),
                                                                origin == Draft.Origin.PROMOTION
                                                                        ? last.answers()
                                                                                .with(
                                                                                        Questions
                                                                                                .STAGE,
                                                                                        Answer.NONE)
                                                                        : last.answers(),
                                                                null))
                                        .orElseGet(() -> blank(found.purl().toString())));
    }

    /** A request as it is, to be edited. */
    Optional<Content> edit(Id request) {
        return reviews.request(request)
                .map(
                        found ->
                                new Content(
                                        "",
                                        Draft.Origin.EDIT,
                                        request.value(),
                                        releases.find(found.releaseId())
                                                .orElseThrow()
                                                .purl()
                                                .toString(),
                                        String.join("\n", found.domains()),
                                        found.answers(),
                                        null));
    }

    RequestView view(Account reader, Content content, Said said) {
        var answers = content.answers();
        var notices = new ArrayList<>(said.notices());
        notice(content).ifPresent(notices::add);
        return new RequestView(
                content.draft(),
                content.origin(),
                content.originId(),
                content.purl(),
                content.origin() == Draft.Origin.EDIT || content.origin() == Draft.Origin.RENEWAL,
                content.domains(),
                groups(answers),
                progress(answers),
                said.errors(),
                notices,
                prefilled(content),
                drafts.ofOthers(reader, content.purl()).stream()
                        .map(Draft::accountId)
                        .map(people::name)
                        .distinct()
                        .toList(),
                content.saved() == null ? null : Words.minute(content.saved()));
    }

    static RequestView.Progress progress(Answers answers) {
        var stage = answers.stage().orElse(Stage.PRODUCTION);
        var tier = Tiers.of(answers).tier();
        var needed = (int) Questions.needed(stage, tier, answers).count();
        return new RequestView.Progress(
                needed - Questions.missing(stage, tier, answers).size(), needed);
    }

    /** The keys of what need not be answered, as things stand. */
    static List<String> optional(Answers answers) {
        var stage = answers.stage().orElse(Stage.PRODUCTION);
        var tier = Tiers.of(answers).tier();
        return Questions.ALL.stream()
                .filter(each -> !each.isNeeded(stage, tier, answers))
                .map(Question::key)
                .toList();
    }

    /** A scope is easily added, and nobody goes back to take one out unless asked. */
    private static String scopesToLookAt(Answers answers) {
        var scopes = AskedScope.of(answers);
        return scopes.isEmpty()
                ? ""
                : " Take out each OAuth scope that was not used: "
                        + scopes.stream()
                                .map(each -> each.provider() + " " + each.scope())
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private Optional<String> notice(Content content) {
        return switch (content.origin()) {
            case BLANK -> Optional.empty();
            case SIGHTING ->
                    Id.parse(content.originId())
                            .flatMap(fetches::sighting)
                            .map(
                                    seen ->
                                            "Somebody tried to install this and was refused: "
                                                    + Words.count(seen.times(), "time", "times")
                                                    + ", first "
                                                    + Words.minute(seen.firstSeen())
                                                    + ", last "
                                                    + Words.minute(seen.lastSeen())
                                                    + ". Say what it is for, and it will be"
                                                    + " looked at.");
            case AGENT ->
                    Optional.of(
                            "A program wrote this with one of your tokens. Check every answer before"
                                    + " you hand it in: it becomes yours.");
            case RENEWAL ->
                    Optional.of(
                            "This renews an approval before it ends. It is filled with what was"
                                    + " said last time: check it, and change what is no longer so."
                                    + scopesToLookAt(content.answers()));
            case PROMOTION ->
                    Optional.of(
                            "This asks for a wider stage, which is a review of its own. What is"
                                    + " approved stays served meanwhile.");
            case EDIT ->
                    Optional.of(
                            "This request is under way. What you change is judged anew, votes given"
                                    + " count no more, and you cannot approve what you edited.");
        };
    }

    private RequestView.@Nullable Prefilled prefilled(Content content) {
        Purl purl;
        try {
            purl = Purl.parse(content.purl().strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
        var declared = content.domains().lines().map(String::strip).toList();
        return facts.of(purl)
                .map(
                        known ->
                                new RequestView.Prefilled(
                                        known.release().purl().exactVersion(),
                                        known.exact(),
                                        known.facts().stream()
                                                .map(
                                                        each ->
                                                                new RequestView.Known(
                                                                        each.label(),
                                                                        each.value(),
                                                                        each.source().words()))
                                                .toList(),
                                        known.hosts().stream()
                                                .map(
                                                        each ->
                                                                new RequestView.Host(
                                                                        each,
                                                                        declared.contains(each)))
                                                .toList()))
                .orElse(null);
    }

    private static List<RequestView.Group> groups(Answers answers) {
        var optional = optional(answers);
        return Arrays.stream(Question.Group.values())
                .map(
                        group ->
                                new RequestView.Group(
                                        group.title(),
                                        Questions.ALL.stream()
                                                .filter(each -> each.group() == group)
                                                .map(
                                                        each ->
                                                                asking(
                                                                        each,
                                                                        answers.of(each),
                                                                        !optional.contains(
                                                                                each.key())))
                                                .toList()))
                .toList();
    }

    private static RequestView.Asking asking(Question question, Answer answer, boolean needed) {
        List<RequestView.Option> options = List.of();
        String detail = null;
        var kind =
                switch (question.form()) {
                    case Question.Form.Line line -> "line";
                    case Question.Form.Text text -> "text";
                    case Question.Form.Choice choice -> {
                        options = options(choice.options(), choice.detailFor(), answer);
                        detail = choice.detail();
                        yield "choice";
                    }
                    case Question.Form.YesNo(var control) -> {
                        options =
                                options(
                                        List.of(
                                                new Question.Option("no", "No"),
                                                new Question.Option("yes", "Yes")),
                                        Set.of("yes"),
                                        answer);
                        detail = "Then: " + control;
                        yield "yes-no";
                    }
                };
        return new RequestView.Asking(
                question.key(),
                question.label(),
                question.help(),
                kind,
                answer.text(),
                options,
                detail,
                answer.text(),
                needed);
    }

    private static List<RequestView.Option> options(
            List<Question.Option> of, Set<String> asking, Answer answer) {
        return of.stream()
                .map(
                        each ->
                                new RequestView.Option(
                                        each.key(),
                                        each.label(),
                                        each.key().equals(answer.choice()),
                                        asking.contains(each.key())))
                .toList();
    }
}
