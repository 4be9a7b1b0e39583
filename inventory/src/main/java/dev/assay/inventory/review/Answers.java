package dev.assay.inventory.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.assay.inventory.release.Stage;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answers of a request or a draft, by the key of the question. Empty ones are left out, so that
 * equal answers are equal documents.
 */
public record Answers(@JsonValue SortedMap<String, Answer> byQuestion) {

    public static final Answers NONE = new Answers(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    public Answers(SortedMap<String, Answer> byQuestion) {
        var given = new TreeMap<>(byQuestion);
        given.values().removeIf(Answer::isEmpty);
        this.byQuestion = Collections.unmodifiableSortedMap(given);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Answers(Map<String, Answer> byQuestion) {
        this((SortedMap<String, Answer>) new TreeMap<>(byQuestion));
    }

    /** What was answered; nothing where it was not. */
    public Answer of(Question question) {
        return byQuestion.getOrDefault(question.key(), Answer.NONE);
    }

    public Answers with(Question question, Answer answer) {
        var next = new TreeMap<>(byQuestion);
        next.put(question.key(), answer);
        return new Answers((SortedMap<String, Answer>) next);
    }

    /** How far the release should go; empty while nobody said. */
    public Optional<Stage> stage() {
        return Questions.stage(of(Questions.STAGE).choice());
    }

    /** Whether data about people is reached. */
    public boolean personalData() {
        var whose = of(Questions.DATA_SUBJECTS).choice();
        return whose.equals(Questions.PERSONAL) || whose.equals(Questions.SPECIAL);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    static Answers parse(String json) {
        return JSON.readValue(json, Answers.class);
    }
}
