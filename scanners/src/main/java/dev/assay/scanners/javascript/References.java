package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file names as code to load.
 *
 * @param specifiers what it imports or requires
 * @param paths literals that look like files of the package, in places where a path is run or read
 * @param required what of the specifiers is loaded by {@code require}, which takes every file that
 *     it does not know for JavaScript
 * @param run paths of files that are run, whatever they are called
 */
record References(
        Set<String> specifiers, List<String> paths, Set<String> required, Set<String> run) {

    static References of(Script script) {
        var references =
                new References(
                        new LinkedHashSet<>(),
                        new ArrayList<>(),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>());
        for (var imported : script.imports()) {
            references.specifiers.add(imported.from().specifier());
        }
        references.visit(script.top().body());
        return references;
    }

    private void visit(Node node) {
        switch (node.kind()) {
            case FUNCTION -> {
                var body = ((dev.assay.scanners.javascript.syntax.Fn) node).body();
                if (body != node) {
                    visit(body);
                }
                return;
            }
            case CLASS -> {
                var heritage = ((dev.assay.scanners.javascript.syntax.Cls) node).heritage();
                if (heritage != null) {
                    visit(heritage);
                }
            }
            case IMPORT -> {
                if (node.size() > 0 && node.kid(0).is(Kind.STRING)) {
                    specifiers.add(node.kid(0).name());
                }
            }
            case CALL -> {
                if (node.size() == 2 && node.kid(1).is(Kind.STRING) && requires(node.kid(0))) {
                    specifiers.add(node.kid(1).name());
                    required.add(node.kid(1).name());
                }
                RunFiles.of(node, run);
            }
            case NEW -> RunFiles.of(node, run);
            case STRING -> {
                if (isPath(node.name())) {
                    paths.add(node.name());
                }
            }
            default -> {}
        }
        for (var kid : node.kids()) {
            visit(kid);
        }
    }

    /**
     * {@code require}, a variable made by {@code createRequire}, or a bundler's {@code __require}.
     */
    private static boolean requires(Node callee) {
        if (callee.is(Kind.MEMBER)) {
            return callee.isNamed("require")
                    || callee.isNamed("resolve")
                    || callee.isNamed("getBuiltinModule");
        }
        if (!(callee instanceof Ident ident)) {
            return false;
        }
        if (ident.binding() == null) {
            return ident.isNamed("require");
        }
        if (ident.name().toLowerCase(java.util.Locale.ROOT).contains("require")) {
            return true;
        }
        for (var write : ident.binding().writes()) {
            var value = write.value();
            if (value.is(Kind.CALL) && value.kid(0).name().equals("createRequire")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPath(String text) {
        var last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return (last == 's' || last == 'n')
                && text.length() < 200
                && (text.endsWith(".js")
                        || text.endsWith(".mjs")
                        || text.endsWith(".cjs")
                        || text.endsWith(".json"));
    }
}
