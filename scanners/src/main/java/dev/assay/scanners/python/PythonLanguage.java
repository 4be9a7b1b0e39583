package dev.assay.scanners.python;

import dev.assay.scanners.javascript.FrontEnd;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Reads Python 3 as {@code python} itself would, by the grammar of 3.12. */
public final class PythonLanguage implements FrontEnd {

    @Override
    public String title() {
        return "Python";
    }

    @Override
    public String scheme() {
        return PythonModules.SCHEME;
    }

    @Override
    public boolean isCode(String file, byte[] bytes) {
        if (file.endsWith(".py") || file.endsWith(".pyw") || StartUpLines.areIn(file)) {
            return true;
        }
        return bytes.length > 10
                && bytes[0] == '#'
                && bytes[1] == '!'
                && firstLine(bytes).contains("python");
    }

    private static String firstLine(byte[] bytes) {
        var line = new StringBuilder();
        for (var at = 0; at < bytes.length && at < 120 && bytes[at] != '\n'; at++) {
            line.append((char) (bytes[at] & 0x7f));
        }
        return line.toString();
    }

    @Override
    public Script read(String file, String text) throws SyntaxProblem {
        var code = StartUpLines.areIn(file) ? StartUpLines.alone(text) : text;
        return Translator.translate(file, text, PythonParser.parse(code));
    }

    @Override
    public @Nullable String resolve(Map<String, byte[]> files, String fromFile, String specifier) {
        return PythonModules.resolve(files, fromFile, specifier);
    }
}
