package dev.assay.scanners.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is a request for an administrator's credential, and what only sounds alike. */
class RequestsTest {

    private static List<String> asked(String document) {
        return Markdown.passages(document).stream()
                .flatMap(each -> Requests.in(each).stream())
                .map(Asked::words)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Create an API token with **administrator rights**.          | administrator rights
                    Use an admin API key: it is faster.                          | admin api key
                    You need the root token of the vault.                        | root token
                    Requires Organization owner or admin permissions             | owner or admin permission
                    Set `SUPABASE_SERVICE_ROLE_KEY` to your service role key.    | SUPABASE_SERVICE_ROLE_KEY
                    Sign in as the site administrator.                           | sign in as the site administrator
                    Create a token with full access to the API.                  | full access
                    Generate a personal access token and select all scopes.      | select all scope
                    The token needs `repo`, `admin:org` and `workflow`.          | admin:org
                    Grant the user AdministratorAccess.                          | AdministratorAccess
                    Run GRANT ALL PRIVILEGES ON *.* TO the user.                 | GRANT ALL PRIVILEGES ON *.*
                    Ask for Directory.ReadWrite.All on the app.                  | Directory.ReadWrite.All
                    """)
    void tellsWhatIsAskedFor(String sentence, String words) {
        assertThat(asked(sentence)).first().isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do not use an admin API key.",
                "Never grant `admin:org`.",
                "Avoid cluster-admin privileges.",
                "No admin access is needed.",
                "An owner role is not required.",
                "Granting the Organization Owner role is rarely necessary.",
                "Ask your administrator for a token.",
                "Set the root directory, and keep a root certificate at hand.",
                "Create a token with the `repo` scope (\"Full control of private repositories\").",
                "Create a token with all permissions listed below.",
                "Say \"Give Kim the admin role of my team\".",
                "See https://example.zz/admin-access-token for how to create a token.",
                "## Tools\n\n- `grant`: gives somebody admin rights, with an admin role",
                "Deletion requires the broader admin scope and is not exposed.",
                "[![Build](https://x.zz/b.svg)](https://x.zz/admin-key) use it",
                "Forest Admin needs your Forest Admin environment secret.",
                "The `gmail.settings.sharing.readonly` and `admin:organisation` words need nothing."
            })
    void letsPassWhatOnlySoundsAlike(String document) {
        assertThat(asked(document)).isEmpty();
    }

    @Test
    void takesWordsOverTwoLinesAndSaysWhereTheyStand() {
        var passage =
                Markdown.passages("# Title\n\nCreate a token with\nadmin rights.\n").getFirst();

        var asked = Requests.in(passage).getFirst();

        assertThat(asked.words()).isEqualTo("admin rights");
        assertThat(passage.lineOf(asked.start())).isEqualTo(4);
    }

    @Test
    void ofExamplesOnlyWhatIsCopiedAsItStandsAndWhatCommentsAskFor() {
        assertThat(
                        asked(
                                "```\nDB_USER=root\nADMIN_TOKEN=x\n# needs an admin key\nlist admin roles\n```"))
                .containsExactly("root", "ADMIN_TOKEN", "admin key");
    }

    @Test
    void tellsWhatMayBeLeftAway() {
        var needed = Markdown.passages("Use an admin key.").getFirst();
        var optional = Markdown.passages("Optional: use an admin key.").getFirst();
        var under = Markdown.passages("## Reports (optional)\n\nUse an admin key.").getFirst();

        assertThat(Requests.isOptional(needed)).isFalse();
        assertThat(Requests.isOptional(optional)).isTrue();
        assertThat(Requests.isOptional(under)).isTrue();
    }

    @Test
    void readsTheInputsThatDocumentsDeclare() {
        var manifest =
                """
                {"user_config": {"key": {"title": "Key", "description": "an admin API key", "required": false},
                                 "dir": {"title": "Root directory"}}}
                """;
        var passages = DeclaredInputs.passages(manifest.getBytes(StandardCharsets.UTF_8));

        assertThat(passages.stream().flatMap(each -> Requests.in(each).stream()))
                .extracting(Asked::words)
                .containsExactly("admin api key");
        assertThat(Requests.isOptional(passages.getFirst())).isTrue();
        assertThat(DeclaredInputs.passages("no JSON".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    @Timeout(10)
    void readsHostileTextsInBoundedTime() {
        var hostile =
                List.of(
                        "admin ".repeat(20_000),
                        "api ".repeat(40_000),
                        "A_".repeat(80_000),
                        "\"" + "x ".repeat(80_000),
                        "[".repeat(500_000),
                        "not admin token ".repeat(10_000),
                        "| ".repeat(80_000),
                        "scopes : ".repeat(20_000));

        assertThat(hostile).allSatisfy(each -> assertThat(asked(each)).isNotNull());
    }
}
