package dev.assay.scanners.javascript.syntax;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.ScriptEnvironment.FunctionStatementBehavior;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.truffle.api.strings.TruffleString;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Parses with GraalJS's parser, the fastest and most complete one on the JVM. */
final class GraalParser {

    /** What Node puts around a CommonJS file; without it a top-level {@code return} is an error. */
    private static final String WRAPPER = "(function(exports,require,module,__filename,__dirname){";

    private static final ScriptEnvironment LANGUAGE =
            ScriptEnvironment.builder()
                    .ecmaScriptVersion(ScriptEnvironment.ES_STAGING)
                    .shebang(true)
                    .allowBigInt(true)
                    .annexB(true)
                    .classFields(true)
                    .importAttributes(true)
                    .importAssertions(true)
                    .privateFieldsIn(true)
                    .topLevelAwait(true)
                    .functionStatementBehavior(FunctionStatementBehavior.ACCEPT)
                    .build();

    private GraalParser() {}

    /**
     * Parses a file as Node would: what names itself a module as one, anything else as either.
     *
     * @throws SyntaxProblem where no reading of the text is JavaScript
     */
    static Script parse(String file, String text) throws SyntaxProblem {
        var problem = (SyntaxProblem) null;
        var source = UsingDeclarations.rewrite(text);
        if (!file.endsWith(".cjs")) {
            try {
                return module(file, text, source);
            } catch (ParserException e) {
                problem = problem(e);
            }
        }
        if (!file.endsWith(".mjs")) {
            try {
                return wrapped(file, text, source);
            } catch (ParserException e) {
                if (problem == null || !mentionsModuleSyntax(source)) {
                    problem = problem(e);
                }
            }
        }
        // Sloppy code that is neither (a script with a shebang that the wrapper moved, say).
        try {
            return script(file, text, source);
        } catch (ParserException e) {
            problem = problem == null ? problem(e) : problem;
        }
        if (file.endsWith(".cjs")) {
            // Compilers leave a module's `await` in it: Node refuses it, other runtimes do not.
            try {
                return module(file, text, source);
            } catch (ParserException e) {
                throw problem;
            }
        }
        throw problem;
    }

    static Script data(String file, String text) throws SyntaxProblem {
        try {
            var program = parser(file, "(" + text + "\n)").parse();
            return script(file, text, program, 1, List.of(), List.of(), false);
        } catch (ParserException e) {
            throw problem(e);
        }
    }

    private static boolean mentionsModuleSyntax(String source) {
        return source.contains("import ") || source.contains("export ");
    }

    private static SyntaxProblem problem(ParserException e) {
        var message = e.getMessage() == null ? "syntax error" : e.getMessage();
        return new SyntaxProblem(message.lines().findFirst().orElse("syntax error"));
    }

    private static Parser parser(String file, String source) {
        return new Parser(
                LANGUAGE, Source.sourceFor(file, source), new ErrorManager.ThrowErrorManager());
    }

    private static Script module(String file, String text, String source) {
        var program = parser(file, source).parseModule(file);
        var imports = new ArrayList<Script.Import>();
        var exports = new ArrayList<Script.Export>();
        readModule(program.getModule(), imports, exports);
        return script(file, text, program, 0, imports, exports, true);
    }

    private static Script wrapped(String file, String text, String source) {
        var body = source.startsWith("#!") ? "//" + source.substring(2) : source;
        var program = parser(file, WRAPPER + body + "\n})").parse();
        return script(file, text, program, WRAPPER.length(), List.of(), List.of(), false);
    }

    private static Script script(String file, String text, String source) {
        return script(file, text, parser(file, source).parse(), 0, List.of(), List.of(), false);
    }

    private static Script script(
            String file,
            String text,
            FunctionNode program,
            int shift,
            List<Script.Import> imports,
            List<Script.Export> exports,
            boolean module) {
        var top = new Fn(0, text.length(), null, null, false);
        Translator.translate(program, shift, top);
        var script = new Script(file, text, top, module, imports, exports);
        new Scopes(script, shift == WRAPPER.length()).resolve();
        return script;
    }

    private static void readModule(
            Module module, List<Script.Import> imports, List<Script.Export> exports) {
        for (var request : module.getRequestedModules()) {
            var from = new Binding.Import(text(request.specifier()), "");
            imports.add(new Script.Import("", from));
        }
        for (var entry : module.getImportEntries()) {
            var name = text(entry.getImportName());
            var specifier = text(entry.getModuleRequest().specifier());
            // The parser's own name for a namespace contains a character that no identifier has.
            var from = new Binding.Import(specifier, name.endsWith("*") ? "*" : name);
            imports.add(new Script.Import(text(entry.getLocalName()), from));
        }
        for (var entry : module.getLocalExportEntries()) {
            exports.add(
                    new Script.Export(text(entry.getExportName()), text(entry.getLocalName()), ""));
        }
        for (var entry : module.getIndirectExportEntries()) {
            exports.add(
                    new Script.Export(
                            text(entry.getExportName()),
                            star(text(entry.getImportName())),
                            text(entry.getModuleRequest().specifier())));
        }
        for (var entry : module.getStarExportEntries()) {
            var name = text(entry.getExportName());
            exports.add(
                    new Script.Export(
                            name.isEmpty() ? "*" : name,
                            "*",
                            text(entry.getModuleRequest().specifier())));
        }
    }

    private static String star(String name) {
        return name.endsWith("*") ? "*" : name;
    }

    private static String text(@Nullable TruffleString value) {
        return value == null ? "" : value.toJavaStringUncached();
    }
}
