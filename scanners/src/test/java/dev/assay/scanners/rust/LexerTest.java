package dev.assay.scanners.rust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.rust.Token.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class LexerTest {

    private static List<String> of(String source, Kind kind) throws Exception {
        return Lexer.tokens(source).stream()
                .filter(each -> each.kind() == kind)
                .map(Token::text)
                .toList();
    }

    @Test
    void readsStringsOfAllKinds() throws Exception {
        var source =
                "f(\"a\\n\\x41\\u{1F600}\", r\"\\n\", r#\"say \"x\"\"#, b\"bytes\", br##\"a\"#b\"##, c\"c\");";

        assertThat(of(source, Kind.TEXT))
                .containsExactly("a\nA\uD83D\uDE00", "\\n", "say \"x\"", "bytes", "a\"#b", "c");
    }

    @Test
    void tellsLifetimesFromCharacters() throws Exception {
        var source =
                "fn f<'a>(x: &'a str) { let c = 'c'; let q = '\\''; let u = '\\u{41}'; 'l: loop {} }";

        assertThat(of(source, Kind.LIFETIME)).containsExactly("'a", "'a", "'l");
        assertThat(of(source, Kind.CHARACTER)).containsExactly("c", "'", "A");
    }

    @Test
    void passesOverNestedCommentsAndKeepsDocumentation() throws Exception {
        var source = "/* a /* b */ \"c\" */ /// Sends it.\nfn r#type() {} // \"d\"";

        assertThat(of(source, Kind.TEXT)).isEmpty();
        assertThat(of(source, Kind.DOCUMENTATION)).containsExactly("Sends it.");
        assertThat(of(source, Kind.WORD)).containsExactly("fn", "type");
    }

    @Test
    void countsLines() throws Exception {
        assertThat(Lexer.tokens("a\n\n/* \n */ b").getLast().line()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fn f() {", "fn f() }", "/* a", "\"a", "r#\"a\"", "(]"})
    void readsNothingThatIsNotWhole(String source) {
        assertThatThrownBy(() -> Lexer.tokens(source)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void readsNoBracketsDeeperThanItsLimit() {
        assertThatThrownBy(() -> Lexer.tokens("(".repeat(5000) + ")".repeat(5000)))
                .hasMessageContaining("too deeply");
    }
}
