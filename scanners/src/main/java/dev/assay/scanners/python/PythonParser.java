package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.AbstractParser;
import com.oracle.graal.python.pegparser.InputType;
import com.oracle.graal.python.pegparser.Parser;
import com.oracle.graal.python.pegparser.ParserCallbacks;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;

import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import java.util.EnumSet;

/** Parses with GraalPy's parser, which is CPython's grammar on the JVM (docs/adr). */
final class PythonParser {

    /** Of the grammar: 3.12. */
    private static final int MINOR_VERSION = 12;

    private PythonParser() {}

    /** The parser asks for an exception to throw and may throw it from any depth. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(int line, String reason) {
            super("line " + line + ": " + reason, null, false, false);
        }
    }

    /**
     * @throws SyntaxProblem where the text is not Python 3
     */
    static ModTy.Module parse(String text) throws SyntaxProblem {
        try {
            return parseNow(text);
        } catch (SyntaxProblem e) {
            if (!e.reason().contains("unknown Unicode character name")) {
                throw e;
            }
            return parseNow(CharacterNames.replaced(text));
        }
    }

    private static ModTy.Module parseNow(String text) throws SyntaxProblem {
        var parser =
                new Parser(
                        text,
                        new Callbacks(),
                        InputType.FILE,
                        EnumSet.noneOf(AbstractParser.Flags.class),
                        MINOR_VERSION);
        try {
            return (ModTy.Module) parser.parse();
        } catch (Refused e) {
            throw new SyntaxProblem(String.valueOf(e.getMessage()));
        }
    }

    private static final class Callbacks implements ParserCallbacks {

        @Override
        public void safePointPoll() {}

        @Override
        public RuntimeException reportIncompleteSource(int line) {
            return new Refused(line, "the file ends too early");
        }

        @Override
        public RuntimeException onError(ErrorType type, SourceRange range, String message) {
            var first = message.lines().findFirst().orElse("syntax error");
            return new Refused(range.startLine, first);
        }

        @Override
        public void onWarning(WarningType type, SourceRange range, String message) {}
    }
}
