package dev.assay.registry.scope;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Profile;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The OAuth scopes that code names. Only those can be told from other words that their providers
 * write as addresses: Google's and Microsoft's. So finding none says nothing.
 */
public final class FoundScopes {

    /** More than any provider has; a bound on what hostile code can make of a list. */
    private static final int MOST = 200;

    private static final Pattern GOOGLE =
            Pattern.compile("https://www\\.googleapis\\.com/auth/([A-Za-z0-9._-]{1,100})");
    private static final Pattern GOOGLE_MAIL =
            Pattern.compile("https://mail\\.google\\.com/(?![A-Za-z0-9])");
    private static final Pattern MICROSOFT =
            Pattern.compile(
                    "https://graph\\.microsoft\\.com/([A-Z][A-Za-z]+(?:\\.[A-Z][A-Za-z]+)+)");

    private FoundScopes() {}

    /** Provider and scope, in order. */
    public static List<String> of(Profile profile) {
        var found = new TreeSet<String>();
        for (var fact : profile.facts()) {
            if (fact.kind() == FindingKind.OUTBOUND_DOMAIN && found.size() < MOST) {
                var code = fact.at().excerpt();
                switch (fact.value()) {
                    case "www.googleapis.com" ->
                            GOOGLE.matcher(code)
                                    .results()
                                    .forEach(each -> found.add("google " + each.group(1)));
                    case "mail.google.com" -> {
                        if (GOOGLE_MAIL.matcher(code).find()) {
                            found.add("google https://mail.google.com/");
                        }
                    }
                    case "graph.microsoft.com" ->
                            MICROSOFT
                                    .matcher(code)
                                    .results()
                                    .forEach(each -> found.add("microsoft " + each.group(1)));
                    default -> {
                        // Other providers' scopes are words like any other.
                    }
                }
            }
        }
        return found.stream().limit(MOST).toList();
    }
}
