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
 * @param folders folders whose files are listed and loaded
 */
record References(
        Set<String> specifiers,
        List<String> paths,
        Set<String> required,
        Set<String> run,
        Set<String> folders) {

    static References of(Script script) {
        var references =
                new References(
                        new LinkedHashSet<>(),
                        new ArrayList<>(),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>());
        for (var imported : script.imports()) {
            references.specifiers.add(imported.from().specifier());
        }
        references.paths.addAll(script.paths());
        for (var imported : script.dynamicImports()) {
            if (imported.size() > 0 && imported.kid(0).is(Kind.STRING)) {
                references.specifiers.add(imported.kid(0).name());
            }
        }
        for (var site : script.sites()) {
            references.note(site);
        }
        references.folders.addAll(ListedFolders.of(script, references.specifiers));
        return references;
    }

    private void note(Node site) {
        if (site.is(Kind.ASSIGN)) {
            return;
        }
        if (site.is(Kind.CALL)
                && site.size() == 2
                && site.kid(1).is(Kind.STRING)
                && requires(site.kid(0))) {
            specifiers.add(site.kid(1).name());
            required.add(site.kid(1).name());
        }
        RunFiles.of(site, run);
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
}
