package dev.assay.scanners.javascript.syntax;

/**
 * Rewrites {@code using x =} to {@code const x =} of the same length, in code only. Node 24 runs
 * {@code using} and the parser does not know it yet, so it would be a way to stay unread.
 */
final class UsingDeclarations {

    private UsingDeclarations() {}

    static String rewrite(String source) {
        var at = source.indexOf("using ");
        if (at < 0) {
            return source;
        }
        var result = (StringBuilder) null;
        for (; at >= 0; at = source.indexOf("using ", at + 1)) {
            if (isDeclaration(source, at)) {
                result = result == null ? new StringBuilder(source) : result;
                result.replace(at, at + 5, "const");
                var awaitAt = awaitBefore(source, at);
                if (awaitAt >= 0) {
                    result.replace(awaitAt, awaitAt + 5, "     ");
                }
            }
        }
        return result == null ? source : result.toString();
    }

    /** A statement that begins here: the keyword, a name, and an equals sign. */
    private static boolean isDeclaration(String source, int at) {
        var before = at - 1;
        while (before >= 0 && source.charAt(before) == ' ') {
            before--;
        }
        var begins =
                before < 0
                        || "\n\r;{}(\t".indexOf(source.charAt(before)) >= 0
                        || awaitBefore(source, at) >= 0;
        if (!begins) {
            return false;
        }
        var end = at + 6;
        while (end < source.length() && source.charAt(end) == ' ') {
            end++;
        }
        var name = end;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        if (end == name) {
            return false;
        }
        while (end < source.length() && source.charAt(end) == ' ') {
            end++;
        }
        return end + 1 < source.length()
                && source.charAt(end) == '='
                && source.charAt(end + 1) != '='
                && source.charAt(end + 1) != '>';
    }

    private static int awaitBefore(String source, int at) {
        var start = at - 6;
        return start >= 0 && source.startsWith("await ", start) ? start : -1;
    }
}
