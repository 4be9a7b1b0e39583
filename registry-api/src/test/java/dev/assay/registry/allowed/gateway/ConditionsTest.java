package dev.assay.registry.allowed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.tool.Constraint;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/**
 * Conditions are evaluated by a real engine, which lets pass what they were made of and no more.
 */
class ConditionsTest {

    private static final Cel CEL =
            CelFactory.standardCelBuilder()
                    .addVar("arguments", SimpleType.DYN)
                    .addVar("name", SimpleType.DYN)
                    .build();

    @Test
    void aRangeHoldsANumberBetweenItsEnds() throws Exception {
        var range = new Constraint.Range("amount", 1.0, 50.0);

        assertThat(passes(range, Map.of("amount", 1.0))).isTrue();
        assertThat(passes(range, Map.of("amount", 50.0))).isTrue();
        assertThat(passes(range, Map.of("amount", 50.01))).isFalse();
        assertThat(passes(range, Map.of("amount", 0.99))).isFalse();
        assertThat(passes(range, Map.of())).isFalse();
        assertThat(passes(range, Map.of("amount", "5"))).isFalse();
    }

    @Test
    void labelsAreThoseOnTheListAlone() throws Exception {
        var labels = new Constraint.Labels("folder", List.of("INBOX", "a\"b"));

        assertThat(passes(labels, Map.of("folder", "INBOX"))).isTrue();
        assertThat(passes(labels, Map.of("folder", "a\"b"))).isTrue();
        assertThat(passes(labels, Map.of("folder", "inbox"))).isFalse();
        assertThat(passes(labels, Map.of("folder", List.of("INBOX", "SENT")))).isFalse();
    }

    @Test
    void aDomainOfRecipientsIsOneMailboxThereAndNoSecondOne() throws Exception {
        var recipients =
                new Constraint.Recipients("to", List.of("*@example.org", "one@example.net"));

        assertThat(passes(recipients, Map.of("to", "any@example.org"))).isTrue();
        assertThat(passes(recipients, Map.of("to", "one@example.net"))).isTrue();
        for (var other :
                List.of(
                        "evil@example.net,any@example.org",
                        "evil@example.net any@example.org",
                        "evil@example.net;any@example.org",
                        "\"evil@example.net\"@example.org",
                        "any@exampleXorg",
                        "any@sub.example.org",
                        "any@example.org.evil.net",
                        "any@example.org\n",
                        "@example.org")) {
            assertThat(passes(recipients, Map.of("to", other))).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\" || true || \"",
                "\\\" || true || \\\"",
                "\\",
                "a\nb\r\t\u0000\u2028",
                "\ud83d\ude00",
                "'''",
                "r\"raw\""
            })
    void aNameIsEqualToItselfAndToNothingElse(String name) throws Exception {
        var expression = "name == " + Quoted.cel(name);

        assertThat(value(expression, Map.of("name", name))).isEqualTo(true);
        assertThat(value(expression, Map.of("name", name + "x"))).isEqualTo(false);
        assertThat(value(expression, Map.of("name", "other"))).isEqualTo(false);
        assertThat(Quoted.cel(name)).matches("[\\x20-\\x7e]*");
        assertThat(Quoted.cedar(name))
                .matches("\"([ !#-\\[\\]-~]|\\\\[\"\\\\]|\\\\u\\{[0-9a-f]+})*\"");
    }

    private static boolean passes(Constraint constraint, Map<String, Object> arguments)
            throws CelValidationException {
        try {
            return Boolean.TRUE.equals(
                    value(
                            Conditions.cel(constraint, "arguments").orElseThrow(),
                            Map.of("arguments", arguments)));
        } catch (CelEvaluationException e) {
            // Which a gateway takes for no match.
            return false;
        }
    }

    private static Object value(String expression, Map<String, Object> variables)
            throws CelValidationException, CelEvaluationException {
        return CEL.createProgram(CEL.compile(expression).getAst()).eval(variables);
    }
}
