package dev.assay.registry.identity.workload;

import java.util.regex.Pattern;

/** What a claim must look like: exactly so, but for stars. */
final class ClaimPattern {

    private final Pattern pattern;

    ClaimPattern(String text) {
        var regex = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c != '*') {
                regex.append(Pattern.quote(String.valueOf(c)));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '*') {
                regex.append(".*");
                at++;
            } else {
                // A star that crossed a slash would admit what nobody meant.
                regex.append("[^/]*");
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean fits(String value) {
        return pattern.matcher(value).matches();
    }
}
