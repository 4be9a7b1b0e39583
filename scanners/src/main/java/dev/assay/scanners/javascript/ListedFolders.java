package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folders whose files a file lists and loads, naming none of them: {@code readdir(join(here,
 * "tools"))} beside an {@code import()} of what comes out of it. Without this the tools of such a
 * server are files to which nothing leads.
 */
final class ListedFolders {

    /** Packages that do it for whoever starts their server, and the folders they list. */
    private static final Map<String, List<String>> LISTED_BY =
            Map.of("mcp-framework", List.of("tools", "prompts", "resources"));

    private static final int DEEPEST = 12;
    private static final int MOST = 16;
    private static final int LONGEST = 120;

    private ListedFolders() {}

    /** The folders, relative to the file; {@code .} is its own. */
    static Set<String> of(Script script, Set<String> specifiers) {
        var folders = new LinkedHashSet<String>();
        for (var specifier : specifiers) {
            folders.addAll(LISTED_BY.getOrDefault(specifier, List.of()));
        }
        if (loadsUnnamed(script)) {
            for (var site : script.sites()) {
                if (site.is(Kind.CALL) && site.size() > 1 && isLister(site.kid(0).name())) {
                    listed(site.kid(1), folders);
                }
            }
        }
        return folders;
    }

    private static boolean isLister(String name) {
        return switch (name) {
            case "readdir", "readdirSync", "opendir", "opendirSync" -> true;
            default -> false;
        };
    }

    private static boolean loadsUnnamed(Script script) {
        for (var imported : script.dynamicImports()) {
            if (imported.size() > 0 && !imported.kid(0).is(Kind.STRING)) {
                return true;
            }
        }
        for (var site : script.sites()) {
            if (site.is(Kind.CALL)
                    && site.size() > 1
                    && site.kid(0).is(Kind.IDENT)
                    && site.kid(0).isNamed("require")
                    && !site.kid(1).is(Kind.STRING)) {
                return true;
            }
        }
        return false;
    }

    /** Each part of the path may be the whole way, and so may all of them together. */
    private static void listed(Node argument, Set<String> folders) {
        var parts = new ArrayList<String>(2);
        parts(argument, 0, parts);
        if (parts.isEmpty()) {
            folders.add(".");
            return;
        }
        folders.addAll(parts);
        folders.add(String.join("/", parts));
    }

    private static void parts(Node node, int depth, List<String> parts) {
        if (depth > DEEPEST || parts.size() >= MOST || node.is(Kind.FUNCTION)) {
            return;
        }
        if (node.is(Kind.STRING)) {
            var text = node.name();
            if (!text.isEmpty() && text.length() < LONGEST && isPath(text)) {
                parts.add(text);
            }
            return;
        }
        if (node instanceof Ident ident) {
            var binding = ident.binding();
            if (binding != null && binding.writes().size() == 1) {
                parts(binding.writes().getFirst().value(), depth + 1, parts);
            }
            return;
        }
        for (var kid : node.kids()) {
            parts(kid, depth + 1, parts);
        }
    }

    private static boolean isPath(String text) {
        return text.indexOf(' ') < 0 && text.indexOf(':') < 0 && !text.startsWith("/");
    }
}
