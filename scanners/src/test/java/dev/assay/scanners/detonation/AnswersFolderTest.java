package dev.assay.scanners.detonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.detonation.sinkhole.Header;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswersFolderTest {

    @TempDir private Path folder;

    @Test
    void answers_are_read_in_the_order_of_their_files() throws Exception {
        Files.writeString(
                folder.resolve("b.json"),
                "{\"host\": \"*.b.example\", \"answers\": [{\"path\": \"/x\", \"body\": \"plain\"}]}");
        Files.writeString(
                folder.resolve("a.json"),
                """
                {"host": "a.example", "answers": [
                  {"method": "get", "path": "/v1/*", "status": 404,
                   "headers": {"X-Kind": "none"}, "body": {"items": []}}]}
                """);
        Files.writeString(folder.resolve("readme.txt"), "not read");

        var answers = AnswersFolder.read(folder);

        assertThat(answers).hasSize(2);
        var first = answers.getFirst();
        assertThat(first.host()).isEqualTo("a.example");
        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.path()).isEqualTo("/v1/*");
        assertThat(first.status()).isEqualTo(404);
        assertThat(first.headers())
                .containsExactly(
                        new Header("X-Kind", "none"),
                        new Header("Content-Type", "application/json"));
        assertThat(new String(first.body(), StandardCharsets.UTF_8)).isEqualTo("{\"items\":[]}");
        var second = answers.getLast();
        assertThat(second.method()).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers()).isEmpty();
        assertThat(new String(second.body(), StandardCharsets.UTF_8)).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {                                                                  | is no JSON
                    []                                                                 | is no object
                    {"host": "a b", "answers": []}                                     | host is no host name
                    {"host": "a.example"}                                              | answers is no list
                    {"host": "a.example", "answers": [], "port": 1}                    | port is not known here
                    {"host": "a.example", "answers": [{"path": "x"}]}                  | answers[0].path has to begin with '/'
                    {"host": "a.example", "answers": [{"path": "/x", "status": 99}]}   | answers[0].status has to be from 200 to 599
                    {"host": "a.example", "answers": [{"path": "/x", "status": "ok"}]} | answers[0].status has to be from 200 to 599
                    {"host": "a.example", "answers": [{"path": "/x", "delay": 1}]}     | answers[0].delay is not known here
                    {"host": "a.example", "answers": [{"path": "/x", "headers": {"A": "b\\r\\nC: d"}}]} | answers[0].headers has a field that no header may be
                    {"host": "a.example", "answers": [{"path": "/x", "headers": {"Content-Length": "7"}}]} | which follows from the body
                    """)
    void what_cannot_be_used_is_named(String json, String why) throws Exception {
        Files.writeString(folder.resolve("api.json"), json);

        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api.json cannot be used")
                .hasMessageContaining(why);
    }

    @Test
    void a_file_beyond_the_limit_is_not_read_whole() throws Exception {
        Files.write(folder.resolve("large.json"), new byte[AnswersFolder.LARGEST_FILE + 1]);

        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .hasMessageContaining("has more than 1048576 bytes");
    }

    @Test
    void a_folder_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> AnswersFolder.read(folder.resolve("gone")))
                .hasMessageContaining("is no folder");
    }
}
