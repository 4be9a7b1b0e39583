package dev.assay.scanners.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call, or the use of a macro.
 *
 * @param path what is called, resolved by {@code use}; of a method its name behind a dot
 * @param title as it is written
 * @param at the token of its name
 * @param opening the token that opens its arguments
 */
record Call(
        SourceFile file,
        String path,
        String title,
        int at,
        int opening,
        Known known,
        Map<String, Set<String>> variables) {

    boolean isMethod() {
        return path.startsWith(".");
    }

    /** The name alone. */
    String name() {
        var cut = Math.max(path.lastIndexOf(':'), path.lastIndexOf('.'));
        return path.substring(cut + 1);
    }

    int end() {
        return file.outline().closing(opening);
    }

    /** Where each argument begins and ends. */
    List<int[]> arguments() {
        var found = new ArrayList<int[]>();
        for (var from = opening + 1; from < end(); ) {
            var to = Math.min(Known.argumentEnd(file, from), end());
            found.add(new int[] {from, to});
            from = to + 1;
        }
        return found;
    }

    /** The texts that an argument may be. */
    Set<String> texts(int index) {
        var arguments = arguments();
        return index < arguments.size()
                ? known.texts(file, arguments.get(index)[0], arguments.get(index)[1], variables)
                : Set.of();
    }

    /** The texts of all arguments. */
    Set<String> allTexts() {
        return known.texts(file, opening + 1, end(), variables);
    }
}
