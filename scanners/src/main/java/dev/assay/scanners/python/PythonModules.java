package dev.assay.scanners.python;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Finds the file of the package that an import means, as Python's own path would. */
final class PythonModules {

    /** What specifiers of Python begin with; what follows is a module, relative ones with dots. */
    static final String SCHEME = "py:";

    private static final String[] ENDINGS = {".py", "/__init__.py", ".pyw"};

    private PythonModules() {}

    static @Nullable String resolve(Map<String, byte[]> files, String fromFile, String specifier) {
        var module = specifier.substring(SCHEME.length());
        var level = 0;
        while (level < module.length() && module.charAt(level) == '.') {
            level++;
        }
        var path = module.substring(level).replace('.', '/');
        if (level > 0) {
            var folder = folder(fromFile);
            for (var up = 1; up < level; up++) {
                folder = folder(folder);
            }
            return path.isEmpty()
                    ? existing(files, join(folder, "__init__.py"))
                    : file(files, join(folder, path));
        }
        return absolute(files, fromFile, path);
    }

    /**
     * The folder of a script that is run comes first, then what lies around the package; within a
     * package no module shadows one of another name.
     */
    private static @Nullable String absolute(
            Map<String, byte[]> files, String fromFile, String path) {
        for (var folder = folder(fromFile); ; folder = folder(folder)) {
            if (!files.containsKey(join(folder, "__init__.py"))) {
                var found = file(files, join(folder, path));
                if (found != null && !found.equals(fromFile)) {
                    return found;
                }
            }
            if (folder.isEmpty()) {
                return file(files, "src/" + path);
            }
        }
    }

    private static @Nullable String file(Map<String, byte[]> files, String path) {
        for (var ending : ENDINGS) {
            if (files.containsKey(path + ending)) {
                return path + ending;
            }
        }
        return null;
    }

    private static @Nullable String existing(Map<String, byte[]> files, String path) {
        return files.containsKey(path) ? path : null;
    }

    private static String folder(String path) {
        var slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String join(String folder, String path) {
        return folder.isEmpty() ? path : folder + "/" + path;
    }
}
