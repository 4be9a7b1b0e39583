package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.Scripts;
import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class ReadScriptsTest {

    private final ReadScripts known = new ReadScripts(25);

    @Test
    void fileOfTheSameNameAndContentIsFound() throws SyntaxProblem {
        var script = keep("a.js", "f(1234567)");
        known.settle();

        assertThat(find("a.js", "f(1234567)")).isSameAs(script);
        assertThat(find("b.js", "f(1234567)")).isNull();
        assertThat(find("a.js", "f(7654321)")).isNull();
    }

    @Test
    void fileIsFoundUntilThePackageAfterItsOwnEnds() throws SyntaxProblem {
        keep("a.js", "f(1234567)");
        keep("b.js", "f(1234567)");
        known.settle();
        keep("c.js", "f(1234567)");

        assertThat(find("a.js", "f(1234567)")).isNotNull();
        known.settle();
        assertThat(find("b.js", "f(1234567)")).isNull();
        assertThat(find("a.js", "f(1234567)")).isNotNull();
        assertThat(find("c.js", "f(1234567)")).isNotNull();
    }

    @Test
    void packageKeepsItsFirstFilesWhereNotAllFit() throws SyntaxProblem {
        keep("a.js", "f(1234567)");
        keep("b.js", "f(1234567)");
        keep("c.js", "f(1234567)");

        assertThat(find("b.js", "f(1234567)")).isNotNull();
        assertThat(find("c.js", "f(1234567)")).isNull();
    }

    private Script keep(String file, String text) throws SyntaxProblem {
        var script = Scripts.read(file, text);
        known.keep(key(file, text), script, text.length());
        return script;
    }

    private Script find(String file, String text) {
        return known.find(key(file, text));
    }

    private static ReadScripts.Key key(String file, String text) {
        return ReadScripts.Key.of(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
