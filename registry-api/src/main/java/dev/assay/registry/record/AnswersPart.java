package dev.assay.registry.record;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.registry.scope.AskedScope;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What whoever asked answered, question by question. */
final class AnswersPart {

    /**
     * Where an answer goes.
     *
     * @param choice null for a question that takes text alone
     * @param text null for one whose text is not asked
     */
    private record Place(@Nullable Field choice, @Nullable Field text) {}

    private static final Map<Question, Place> PLACES =
            Map.ofEntries(
                    Map.entry(Questions.PURPOSE, new Place(null, Field.SERVER_PURPOSE)),
                    Map.entry(Questions.ALTERNATIVES, new Place(null, Field.SERVER_ALTERNATIVES)),
                    Map.entry(
                            Questions.DATA_SUBJECTS,
                            new Place(Field.SERVER_DATA_SUBJECTS, Field.SERVER_PEOPLE)),
                    Map.entry(
                            Questions.LAWFUL_BASIS,
                            new Place(Field.SERVER_LAWFUL_BASIS, Field.SERVER_LAWFUL_REASON)),
                    Map.entry(Questions.EXPECTATION, new Place(null, Field.SERVER_EXPECTATION)),
                    Map.entry(Questions.VOLUME, new Place(null, Field.SERVER_VOLUME)),
                    Map.entry(Questions.RETENTION, new Place(null, Field.SERVER_RETENTION)),
                    Map.entry(Questions.CONSULTATION, new Place(null, Field.SERVER_CONSULTATION)),
                    Map.entry(
                            Questions.SYSTEMS,
                            new Place(Field.SERVER_SYSTEMS, Field.SERVER_SYSTEMS_DETAIL)),
                    Map.entry(
                            Questions.OPERATION,
                            new Place(Field.SERVER_RUNS, Field.SERVER_RUNS_DETAIL)),
                    Map.entry(
                            Questions.SENDS_OUTSIDE,
                            new Place(Field.SERVER_SENDS_OUTSIDE, Field.SERVER_SENDS_CONTROL)),
                    Map.entry(
                            Questions.EXPORTS_CUSTOMERS,
                            new Place(Field.SERVER_EXPORTS, Field.SERVER_EXPORTS_CONTROL)),
                    Map.entry(
                            Questions.CHANGES_RECORDS,
                            new Place(Field.SERVER_CHANGES, Field.SERVER_CHANGES_CONTROL)),
                    Map.entry(
                            Questions.CHAINS_TOOLS,
                            new Place(Field.SERVER_CHAINS, Field.SERVER_CHAINS_CONTROL)),
                    Map.entry(
                            Questions.KEEPS_CONTEXT,
                            new Place(Field.SERVER_KEEPS, Field.SERVER_KEEPS_CONTROL)));

    private AnswersPart() {}

    static void write(RecordDraft draft, About about) {
        var request = about.request();
        if (request == null) {
            var why = Value.unknown("nobody has asked for it");
            PLACES.values().forEach(each -> put(draft, each, why, why));
            draft.put(Field.SERVER_OWNER, why);
            draft.put(Field.SERVER_SPECIAL, why);
            draft.put(Field.SERVER_SCOPES, why);
            return;
        }
        var who = source(about, request);
        PLACES.forEach(
                (question, place) -> {
                    var answer = request.answers().of(question);
                    put(
                            draft,
                            place,
                            answered(who, request, answer.choice()),
                            answered(who, request, text(question, answer, request)));
                });
        draft.put(Field.SERVER_OWNER, answered(who, request, request.owner()));
        var whose = request.answers().of(Questions.DATA_SUBJECTS).choice();
        draft.put(
                Field.SERVER_SPECIAL,
                answered(
                        who,
                        request,
                        whose.isBlank() ? "" : whose.equals(Questions.SPECIAL) ? "yes" : "no"));
        var scopes = AskedScope.of(request.answers()).stream().map(AnswersPart::scope).toList();
        draft.put(
                Field.SERVER_SCOPES,
                scopes.isEmpty()
                        ? Value.unknown("the request names none")
                        : Value.stated(who, request.createdAt(), scopes));
    }

    /** A request from before there were questions says its purpose besides. */
    private static String text(Question question, Answer answer, AccessRequest request) {
        return question.equals(Questions.PURPOSE) && answer.text().isBlank()
                ? request.purpose()
                : answer.text();
    }

    private static Value answered(String who, AccessRequest request, String word) {
        return word.isBlank()
                ? Value.unknown("the request does not say")
                : Value.stated(who, request.createdAt(), List.of(word.strip()));
    }

    private static void put(RecordDraft draft, Place place, Value choice, Value text) {
        if (place.choice() != null) {
            draft.put(place.choice(), choice);
        }
        if (place.text() != null) {
            draft.put(place.text(), text);
        }
    }

    private static String source(About about, AccessRequest request) {
        var version =
                about.releases().stream()
                        .filter(each -> each.id().equals(request.releaseId()))
                        .map(each -> " for " + each.purl().exactVersion())
                        .findFirst()
                        .orElse("");
        return about.asker() + " in the request" + version;
    }

    private static String scope(AskedScope scope) {
        return scope.provider()
                + " "
                + scope.scope()
                + (scope.workflow().isEmpty() ? "" : ": " + scope.workflow())
                + (scope.reason().isEmpty() ? "" : "; because " + scope.reason());
    }
}
