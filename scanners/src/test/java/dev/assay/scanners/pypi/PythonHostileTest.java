package dev.assay.scanners.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is written to keep from being read: it is read, or named as unread. */
class PythonHostileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = {open}1{close}\n",
                "x = {list}1{end}\n",
                "x = {minus}1\n",
                "x = {sum}1\n",
                "x = a{dots}\n",
                "x = f{calls}\n",
                "{ifs}",
                "x = f'{braces}'\n",
                "x = 1 if a else {choice} 2\n",
            })
    void nestingIsBounded(String form) {
        var depth = 20_000;
        var code =
                form.replace("{open}", "(".repeat(depth))
                        .replace("{close}", ")".repeat(depth))
                        .replace("{list}", "[".repeat(depth))
                        .replace("{end}", "]".repeat(depth))
                        .replace("{minus}", "-".repeat(depth))
                        .replace("{sum}", "1+".repeat(depth))
                        .replace("{dots}", ".b".repeat(depth))
                        .replace("{calls}", "()".repeat(depth))
                        .replace("{ifs}", ifs(90))
                        .replace("{braces}", "{x!r}".repeat(depth))
                        .replace("{choice}", "1 if a else ".repeat(depth));
        var profile = new PythonSample().with("m.py", code).profile();

        assertThat(profile.coverage().codeBytes()).isEqualTo(code.length());
        assertThat(profile.coverage().parsedCodeBytes() == 0)
                .isEqualTo(!profile.coverage().unparsed().isEmpty());
    }

    private static String ifs(int depth) {
        var code = new StringBuilder();
        for (var level = 0; level < depth; level++) {
            code.append(" ".repeat(level)).append("if a:\n");
        }
        return code.append(" ".repeat(depth)).append("pass\n").toString();
    }

    @Test
    void importsThatLeadBackAreFollowedOnce() {
        var sample =
                new PythonSample()
                        .with("a/__init__.py", "from .b import *\nfrom a.b import x\n")
                        .with(
                                "a/b.py",
                                "from a import *\nfrom a import x\nimport requests\n"
                                        + "def send(): requests.post(x, json=x)\n");

        assertThat(sample.profile().coverage().unparsed()).isEmpty();
        assertThat(sample.values(FindingKind.NETWORK_CALL)).containsExactly("requests POST *");
    }

    @Test
    void namesOfJavaScriptMeanNothing() {
        var code = "fetch('https://a.club')\nrequire('child_process').exec('x')\nprocess.env.X\n";

        assertThat(PythonSample.of(code).contacted()).isEmpty();
        assertThat(PythonSample.of(code).values(FindingKind.PROCESS_SPAWN)).isEmpty();
        assertThat(PythonSample.of(code).values(FindingKind.ENV_ACCESS)).isEmpty();
    }

    @Test
    void namesOfCharactersAreReadWhoeverKnowsThem() {
        var code =
                "import requests\nESC = '\\N{ESC}'\n"
                        + "requests.post('https://\\N{LATIN SMALL LETTER A}.club', json=ESC)\n";

        assertThat(PythonSample.of(code).contacted()).containsExactly("a.club");
    }

    @Test
    void carriageReturnsHideNoCode() {
        var sample = PythonSample.of("# nothing\rimport os\ros.system('whoami')\r\n");

        assertThat(sample.values(FindingKind.PROCESS_SPAWN)).containsExactly("os.system whoami");
    }
}
