package dev.assay.registry.policy;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Answers by question. CEL calls a key that is not there an error, which would make every rule
 * about a question fail that an older questionnaire did not ask; here nobody having answered is an
 * answer whose provenance says so.
 */
final class Answered extends AbstractMap<String, Object> {

    private final Map<String, Object> answers;
    private final Object unknown;

    Answered(Map<String, Object> answers, Object unknown) {
        this.answers = Collections.unmodifiableMap(answers);
        this.unknown = unknown;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return answers.entrySet();
    }

    @Override
    public Object get(@Nullable Object question) {
        return answers.getOrDefault(question, unknown);
    }

    @Override
    public boolean containsKey(@Nullable Object question) {
        return answers.containsKey(question);
    }
}
