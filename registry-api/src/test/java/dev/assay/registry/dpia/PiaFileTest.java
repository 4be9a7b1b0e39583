package dev.assay.registry.dpia;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the CNIL's tool imports, and what our own JSON says, word by word. */
class PiaFileTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/assay/registry/dpia");

    private final Assessment mail =
            Assembly.of(
                    SomeRecords.draft(
                            List.of(SomeRecords.mail()),
                            Map.of("nature.handling", "Read <b>and</b> answered.")));

    @Test
    void hasEveryPartThatTheFrontEndReads() {
        var tree = PiaFile.frontEnd(mail);

        assertThat(tree.propertyNames())
                .containsExactlyInAnyOrder("pia", "answers", "measures", "evaluations", "comments");
        assertThat(tree.at("/pia/numberOfQuestions").asInt()).isEqualTo(36);
        assertThat(tree.at("/pia/status").asInt()).isZero();
        for (var answer : tree.get("answers")) {
            assertThat(answer.get("reference_to").asString()).matches("[123][1-4][1-7]");
            assertThat(answer.at("/data/gauge").asInt()).isBetween(0, 4);
            assertThat(answer.at("/data/list").isArray()).isTrue();
            assertThat(answer.at("/data/text").asString()).doesNotContain("<b>");
        }
        assertThat(answer(tree, "325").at("/data/gauge").asInt()).isEqualTo(4);
        assertThat(answer(tree, "322").at("/data/list").size()).isPositive();
    }

    @Test
    void measuresThatRisksNameAreThere() {
        var tree = PiaFile.frontEnd(mail);
        var titles = tree.get("measures").findValuesAsString("title");

        for (var reference : List.of("324", "334", "344")) {
            answer(tree, reference)
                    .at("/data/list")
                    .forEach(each -> assertThat(titles).contains(each.asString()));
        }
    }

    @Test
    void theBackEndTakesAnArrayWithTheFourWithin() {
        var tree = PiaFile.backEnd(mail);

        assertThat(tree.isArray()).isTrue();
        assertThat(tree.get(0).propertyNames())
                .contains("name", "answers", "measures", "evaluations", "comments");
    }

    @Test
    void theFileForTheToolIsAsItWas() throws IOException {
        same("mail-pia.json", PiaFile.frontEnd(mail));
    }

    @Test
    void theJsonIsAsItWas() throws IOException {
        same("mail-dpia.json", JsonFile.of(mail, false));
    }

    /** Set ASSAY_WRITE_DOCS=1 to write them anew. */
    private static void same(String name, JsonNode tree) throws IOException {
        var file = GOLDEN.resolve(name);
        if ("1".equals(System.getenv("ASSAY_WRITE_DOCS"))) {
            Files.createDirectories(GOLDEN);
            Files.write(file, JsonFile.bytes(tree));
        }
        assertThat(new JsonMapper().readTree(JsonFile.bytes(tree)))
                .isEqualTo(new JsonMapper().readTree(Files.readString(file)));
    }

    private static JsonNode answer(JsonNode tree, String reference) {
        for (var each : tree.get("answers")) {
            if (each.get("reference_to").asString().equals(reference)) {
                return each;
            }
        }
        throw new AssertionError("no answer to " + reference);
    }
}
