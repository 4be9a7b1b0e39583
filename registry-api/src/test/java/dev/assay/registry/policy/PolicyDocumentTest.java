package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.policy.RuleSet.Reading;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** {@code docs/policy.md} lists every word and every default rule, and its examples are rules. */
class PolicyDocumentTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void listsEveryVariableGroupAndField() throws IOException {
        var text = document();

        Vocabulary.variables()
                .forEach(
                        (name, field) ->
                                assertThat(text).contains(row(name, field.type().words())));
        for (var group : Vocabulary.groups()) {
            var section = text.substring(text.indexOf("### " + group.name() + "\n"));
            group.fields()
                    .forEach(
                            (name, field) ->
                                    assertThat(section)
                                            .as(group.name())
                                            .contains(row(name, field.type().words())));
        }
    }

    @Test
    void listsEveryDefaultRuleWithItsEffectAndItsControls() throws IOException {
        var text = document();

        for (var rule : RuleSet.builtIn().rules()) {
            assertThat(text)
                    .contains(
                            "| `"
                                    + rule.id()
                                    + "` | "
                                    + rule.effect().word()
                                    + " | "
                                    + rule.title()
                                    + " | "
                                    + String.join(", ", rule.controls())
                                    + " |");
        }
    }

    @Test
    void showsExamplesThatAreRules() throws IOException {
        var examples = EXAMPLE.matcher(document()).results().map(each -> each.group(1)).toList();

        assertThat(examples).isNotEmpty();
        for (var example : examples) {
            var whole =
                    example.startsWith("schema")
                            ? example
                            : "schema: assay-policy/1\nrules:\n" + example;
            var files = PolicyFiles.of(List.of(new PolicyFiles.File("example.yaml", whole)));
            assertThat(RuleSet.read(files)).isInstanceOf(Reading.Taken.class);
        }
    }

    private static String row(String name, String type) {
        return "| `" + name + "` | " + type + " | ";
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "policy.md"));
    }
}
