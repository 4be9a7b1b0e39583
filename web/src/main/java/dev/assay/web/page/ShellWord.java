package dev.assay.web.page;

import java.util.regex.Pattern;

/**
 * One word of a command that people paste into a shell: whoever published a package chose its name,
 * and it must stay a name there.
 */
final class ShellWord {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9@._/~:+-]+");

    /** An option with its value, as it stands in commands of ours. */
    private static final Pattern OPTION =
            Pattern.compile("--?[a-z][a-z-]*(=[A-Za-z0-9@._/~:+-]+)?");

    private ShellWord() {}

    static String of(String text) {
        return HARMLESS.matcher(text).matches() && !text.startsWith("-")
                        || OPTION.matcher(text).matches()
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
