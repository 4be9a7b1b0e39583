package dev.assay.scanners.setup;

import dev.assay.scanners.setup.Asked.What;

import java.util.List;
import java.util.regex.Pattern;

/** Tells what a passage asks for from what it only speaks of. */
final class Requests {

    private static final int NEAR = 120;

    private static final Pattern ASKS =
            words(
                    "use|using|ask\\w*|creat\\w+|generat\\w+|needs?|requires?|required|requiring|must|provid\\w+|set|obtain\\w*|get|copy|paste|enter|"
                            + "with|grant\\w*|give|assign\\w*|add|ensure|verify|make\\s+sure|has|have|having|select|log\\w*|sign\\w*|"
                            + "configur\\w+|supply|issue|run|authenticat\\w+|connect\\w*|export");

    private static final Pattern SETUP =
            words(
                    "prerequisites?|requirements?|set\\s?-?up|install\\w*|configur\\w+|quick\\s?-?start|getting\\s+started|usage\\s+with"
                            + "|auth\\w*|credentials?|tokens?|keys?|permissions?|scopes?|environment|variables?");

    /** What is told there is what the server does, or what somebody else does. */
    private static final Pattern ELSEWHERE =
            words(
                    "tools?|features?|examples?|prompts?|resources|changelog|what's\\s+new|release\\s+notes|history|contributing|development"
                            + "|testing|roadmap|use\\s+cases|capabilities|available\\s+\\w+");

    private static final Pattern REFUSED_BEFORE =
            Pattern.compile(
                    "(?i)(?:n['’]t|\\b(?:not|never|avoid\\w*|without|no|non|instead\\s+of|rather\\s+than|unless|cannot|neither|nor|against|beyond|"
                            + "fewer|less))\\b[^;|]{0,60}$");

    private static final Pattern REFUSED_AFTER =
            Pattern.compile(
                    "(?i)^[^.;|]{0,50}\\b(?:(?:not|never|n['’]t)\\s+(?:be\\s+)?(?:needed?|required?|necessary|recommended|used?|asked|exposed|offered|supported|included|requested)"
                            + "|rarely|unnecessary|discouraged|a\\s+(?:security\\s+)?risk)\\b");

    private static final Pattern OPTIONAL =
            Pattern.compile(
                    "(?i)\\b(?:optional(?:ly)?|only\\s+(?:if|when|for)|if\\s+you|opt-in|recommended\\s+only|needed\\s+(?:only\\s+)?for"
                            + "|(?:needed|required)\\s+(?:only\\s+)?(?:for|when|if)|when\\s+(?:you|using)|alternatively|or\\s+use)\\b"
                            + "|\\|\\s*(?:no|optional)\\s*\\|");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:#|//|--).*");

    private Requests() {}

    static List<Asked> in(Passage passage) {
        if (!passage.isDeclared() && ELSEWHERE.matcher(passage.headings()).find()) {
            return List.of();
        }
        return AdminWords.in(passage.text()).stream()
                .filter(asked -> !isRefused(passage.text(), asked))
                .filter(asked -> isAskedFor(passage, asked))
                .toList();
    }

    /** Whether whoever sets it up may leave it away. */
    static boolean isOptional(Passage passage) {
        return passage.form() == Passage.Form.OPTIONAL_INPUT
                || OPTIONAL.matcher(passage.text()).find()
                || OPTIONAL.matcher(passage.headings()).find();
    }

    private static boolean isAskedFor(Passage passage, Asked asked) {
        if (passage.isDeclared()) {
            return true;
        }
        var named = asked.what() != What.CREDENTIAL && asked.what() != What.EVERYTHING;
        if (passage.form() == Passage.Form.CODE) {
            // Examples are copied as they stand; their prose is in their comments.
            return named
                    || Character.isUpperCase(asked.words().charAt(0))
                    || COMMENT.matcher(passage.text()).matches()
                            && ASKS.matcher(passage.text()).find();
        }
        return ASKS.matcher(passage.text()).find()
                || asked.what() != What.EVERYTHING && SETUP.matcher(passage.headings()).find();
    }

    private static boolean isRefused(String text, Asked asked) {
        var start = asked.start();
        var end = asked.end();
        return REFUSED_BEFORE.matcher(text.substring(Math.max(0, start - NEAR), start)).find()
                || REFUSED_AFTER
                        .matcher(text.substring(end, Math.min(text.length(), end + NEAR)))
                        .find();
    }

    private static Pattern words(String words) {
        return Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    }
}
