package dev.assay.registry.scope;

import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scope that a request asks for, written on a line as {@code provider scope: workflow; because
 * reason}.
 *
 * @param provider in lower case
 * @param scope as it was written, without an address that its provider puts before
 * @param workflow what it serves; empty where the line does not say
 * @param reason why no narrower one does; empty likewise
 */
public record AskedScope(String provider, String scope, String workflow, String reason) {

    /** More scopes than a server is given; a longer list is no list that a person looks at. */
    public static final int MOST = 100;

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+(.*))?");
    private static final Pattern BECAUSE =
            Pattern.compile("[;,.]?\\s*\\bbecause\\b[:,]?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern WILDCARD =
            Pattern.compile(
                    ".*\\*.*|all|any|everything|full[-_ ]?access", Pattern.CASE_INSENSITIVE);

    /** Those that answers ask for, in their order; lines that are none are left out. */
    public static List<AskedScope> of(Answers answers) {
        var scopes = new ArrayList<AskedScope>();
        lines(answers).forEach(line -> parse(line).ifPresent(scopes::add));
        return scopes;
    }

    /** Those of every request that was not withdrawn, each once; newer words count. */
    public static List<AskedScope> of(List<AccessRequest> requests) {
        var scopes = new ArrayList<AskedScope>();
        requests.stream()
                .filter(each -> each.withdrawnAt() == null)
                .flatMap(each -> of(each.answers()).stream())
                .filter(each -> scopes.stream().noneMatch(each::isSameAs))
                .forEach(scopes::add);
        return scopes;
    }

    /** What is wrong with the lines, each with its number; what policy asks is not among it. */
    public static List<String> flaws(Answers answers) {
        var flaws = new ArrayList<String>();
        var lines = lines(answers);
        if (lines.size() > MOST) {
            flaws.add("there are " + lines.size() + " scopes; " + MOST + " are the most");
        }
        for (var i = 0; i < lines.size(); i++) {
            var scope = parse(lines.get(i));
            var number = "line " + (i + 1) + ": ";
            if (scope.isEmpty()) {
                flaws.add(
                        number
                                + "write provider and scope, and the workflow it serves, as in"
                                + " 'slack channels:history: read the incident channel'");
            } else if (scope.get().isWildcard()) {
                flaws.add(
                        number
                                + "'"
                                + scope.get().scope()
                                + "' is no scope but all of them; ask for each that a workflow needs");
            } else if (scope.get().workflow().isEmpty()) {
                flaws.add(number + "name the workflow that " + scope.get().scope() + " serves");
            }
        }
        return flaws;
    }

    /** Whether it stands for every scope there is. */
    public boolean isWildcard() {
        return WILDCARD.matcher(scope).matches() || provider.contains("*");
    }

    /** What the catalogue says of it; empty where it is not in there. */
    public Optional<KnownScope> known() {
        return ScopeCatalogue.builtIn().find(provider, scope);
    }

    /** Whether another asks for the same, for whatever workflow. */
    public boolean isSameAs(AskedScope other) {
        return provider.equals(other.provider) && scope.equals(other.scope);
    }

    private static List<String> lines(Answers answers) {
        return answers.of(Questions.OAUTH_SCOPES)
                .text()
                .lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static Optional<AskedScope> parse(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var provider = parts.group(1).toLowerCase(Locale.ROOT);
        // A scope may have colons in it; the one at its end is the sentence's.
        var written = parts.group(2);
        var scope =
                written.endsWith(":") && written.length() > 1
                        ? written.substring(0, written.length() - 1)
                        : written;
        var rest = parts.group(3) == null ? "" : parts.group(3).strip();
        if (rest.startsWith(":")) {
            rest = rest.substring(1).strip();
        }
        var halves = BECAUSE.split(rest, 2);
        return Optional.of(
                new AskedScope(
                        provider,
                        ScopeCatalogue.builtIn().shorten(provider, scope),
                        halves[0].strip(),
                        halves.length > 1 ? halves[1].strip() : ""));
    }
}
