package dev.assay.registry.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Questions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Scopes as people write them, and what the catalogue knows of them. */
class AskedScopeTest {

    private final ScopeCatalogue catalogue = ScopeCatalogue.builtIn();

    @Test
    void readsAScopeWithItsWorkflowAndItsReason() {
        assertThat(
                        asked(
                                "google https://www.googleapis.com/auth/gmail.modify: sort the support"
                                        + " inbox; because it sets labels\n\nSlack channels:history: read"
                                        + " the incident channel"))
                .containsExactly(
                        new AskedScope(
                                "google",
                                "gmail.modify",
                                "sort the support inbox",
                                "it sets labels"),
                        new AskedScope(
                                "slack", "channels:history", "read the incident channel", ""));
    }

    @Test
    void namesWhatIsWrongLineByLine() {
        assertThat(
                        flaws(
                                "github *: everything\ngithub repo\nrepo\ngithub repo: merge what is approved"))
                .satisfiesExactly(
                        wildcard ->
                                assertThat(wildcard).startsWith("line 1: ").contains("all of them"),
                        bare ->
                                assertThat(bare)
                                        .isEqualTo("line 2: name the workflow that repo serves"),
                        half -> assertThat(half).startsWith("line 3: write provider and scope"));
        assertThat(flaws("")).isEmpty();
        assertThat(flaws("github repo: merge\n".repeat(101)))
                .singleElement()
                .asString()
                .contains("101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "mail.*", "all", "ALL", "any", "everything", "full-access"})
    void knowsAWildcardByAnyName(String scope) {
        assertThat(asked("acme " + scope + ": work").getFirst().isWildcard()).isTrue();
    }

    @Test
    void namesTheNarrowerOnesAndTheOneThatReads() {
        var modify = catalogue.find("google", "gmail.modify").orElseThrow();

        assertThat(modify.kind()).isEqualTo(KnownScope.Kind.WRITE);
        assertThat(modify.instead()).contains("gmail.readonly");
        assertThat(
                        catalogue
                                .find("Google", "https://www.googleapis.com/auth/drive")
                                .orElseThrow()
                                .instead())
                .containsExactly("drive.file", "drive.readonly");
        assertThat(catalogue.find("slack", "chat:write").orElseThrow().instead())
                .containsExactly("channels:history");
        assertThat(catalogue.find("google", "https://mail.google.com/").orElseThrow().kind())
                .isEqualTo(KnownScope.Kind.ADMIN);
    }

    @Test
    void callsNothingHarmlessThatItDoesNotKnow() {
        assertThat(catalogue.find("google", "gmail.readonly2")).isEmpty();
        assertThat(catalogue.find("acme", "read")).isEmpty();
    }

    @Test
    void leadsFromEveryScopeToOthersThatThereAreAndThatAllowLess() {
        for (var provider : catalogue.providers().keySet()) {
            for (var scope : catalogue.of(provider)) {
                for (var other : scope.instead()) {
                    var narrower = catalogue.find(provider, other);
                    assertThat(narrower)
                            .as(provider + " " + scope.scope() + " → " + other)
                            .isPresent();
                    assertThat(narrower.get().kind())
                            .as(provider + " " + scope.scope() + " → " + other)
                            .isLessThanOrEqualTo(scope.kind());
                    assertThat(narrower.get().instead()).doesNotContain(scope.scope());
                }
                var reads = scope.reads();
                if (reads != null) {
                    assertThat(catalogue.find(provider, reads).orElseThrow().kind())
                            .as(provider + " " + scope.scope())
                            .isEqualTo(KnownScope.Kind.READ);
                    assertThat(scope.kind()).isNotEqualTo(KnownScope.Kind.READ);
                }
            }
        }
    }

    private static List<AskedScope> asked(String text) {
        return AskedScope.of(answers(text));
    }

    private static List<String> flaws(String text) {
        return AskedScope.flaws(answers(text));
    }

    private static Answers answers(String text) {
        return Answers.NONE.with(Questions.OAUTH_SCOPES, Answer.text(text));
    }
}
