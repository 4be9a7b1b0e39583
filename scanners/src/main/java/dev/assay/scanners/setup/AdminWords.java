package dev.assay.scanners.setup;

import dev.assay.scanners.setup.Asked.What;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How instructions call what an administrator has. */
final class AdminWords {

    /** More than a sentence of a person has. */
    private static final int MOST = 10;

    private static final String KEY =
            "(?:(?:api|access|auth|bearer|secret|service|app|user|personal|rest|login|account)[\\s-]+){0,4}"
                    + "(?:api-?)?(?:tokens?|keys?|pats?|credentials?|passwords?)";
    private static final String POWER =
            "(?:(?:api|access|level|account|user)[\\s-]+){0,2}(?:accounts?|rights|privileges?|permissions?|access|roles?|scopes?)";

    private static final Pattern ADMIN =
            pattern(
                    "(?:admin(?:istrator|istrative)?|super[\\s-]?admin(?:istrator)?|super[\\s-]?user)"
                            + "(?:['’]s)?(?:[\\s-]+level|[\\s-]+style)?[\\s-]+(?:"
                            + KEY
                            + "|"
                            + POWER
                            + ")");

    /** A key of a tree has a root too, and a project has owners. */
    private static final Pattern ROOT =
            pattern(
                    "root[\\s-]+(?:(?:api|access|auth|user|account)[\\s-]+){0,2}"
                            + "(?:tokens?|credentials?|passwords?|accounts?|privileges?|permissions?|access)"
                            + "|root[\\s-]+(?:api|access)[\\s-]+keys?"
                            + "|owner(?:\\s+or\\s+admin)?[\\s-]+(?:level[\\s-]+)?(?:roles?|rights|privileges?|permissions?|access)"
                            + "|(?:master|service[\\s_-]role)[\\s-]+(?:(?:api|access|auth)[\\s-]+)?(?:tokens?|keys?|credentials?)");

    private static final Pattern AS =
            pattern(
                    "(?:(?:log|sign)(?:ged|ging|ned|ning)?[\\s-]?in|authenticat(?:e|ed|ing)|connect(?:ed|ing)?)\\s+(?:as|with)\\s+"
                            + "(?:an?\\s+|the\\s+|your\\s+)?(?:[\\w-]{1,20}\\s+)?(?:admin(?:istrator)?|root|super[\\s-]?user|super[\\s-]?admin)"
                            + "|(?:tokens?|keys?|credentials?)\\s+(?:of|from|for|belonging\\s+to)\\s+(?:an?\\s+|the\\s+|your\\s+)"
                            + "(?:[\\w-]{1,20}\\s+)?(?:admin(?:istrator)?|root|super[\\s-]?user|super[\\s-]?admin)");

    /** Case tells a variable from words. */
    private static final Pattern VARIABLE =
            Pattern.compile(
                    "\\b(?:[A-Z0-9]{1,30}_){0,6}(?:ADMIN|ADMINISTRATOR|ROOT|SUPERUSER|SUPERADMIN|SERVICE_ROLE|MASTER|OWNER)_"
                            + "(?:[A-Z0-9]{1,30}_){0,3}(?:TOKEN|KEY|PASSWORD|PASS|SECRET|CREDENTIALS|PAT)\\b");

    private static final Pattern ACCOUNT =
            Pattern.compile(
                    "\\b[A-Z][A-Z0-9_]{0,40}USER(?:NAME)?[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?"
                            + "(root|sa|admin|administrator|superuser|superadmin|sysadmin)(?![\\w.@/-])");

    private static final Pattern SCOPE =
            Pattern.compile(
                    "(?<![\\w:.-])(?:settings\\.users\\.write|webhook:manage|admin:(?:org|enterprise|repo_hook|org_hook|public_key|gpg_key|ssh_signing_key)"
                            + "|delete_repo|delete:packages|site_admin|admin_mode"
                            + "|manage:(?:jira-project|jira-configuration|jira-webhook|confluence-configuration)"
                            + "|admin\\.(?:users|conversations|teams|apps|roles|usergroups):write"
                            + "|(?:User|Group|Directory|Application)\\.ReadWrite\\.All"
                            + "|Sites\\.(?:Manage|FullControl)\\.All|RoleManagement\\.ReadWrite\\.Directory"
                            + "|admin\\.directory\\.[a-z]{2,20}|gmail\\.settings\\.sharing"
                            + "|https://mail\\.google\\.com/|https://www\\.googleapis\\.com/auth/(?:cloud-platform"
                            + "|admin\\.directory\\.[a-z]{2,20}|gmail\\.settings\\.sharing))"
                            + "(?![\\w:.-]*\\w)");

    private static final Pattern ROLE =
            Pattern.compile(
                    "\\bAdministratorAccess\\b|\\broles/(?:owner|resourcemanager\\.organizationAdmin)\\b"
                            + "|\\bcluster-admin\\b|(?i:\\bGRANT\\s+ALL(?:\\s+PRIVILEGES)?\\s+ON\\s+\\*\\.\\*)"
                            + "|(?<!NO)\\bSUPERUSER\\b(?=\\s*(?:;|PASSWORD|LOGIN))"
                            + "|\"Action\"\\s{0,4}:\\s{0,4}\\[?\\s{0,4}\"\\*\"");

    private static final Pattern WHOLE =
            pattern(
                    "(?:full|unrestricted|unlimited|complete)\\s+(?:(?:api|account|organi[sz]ation|workspace)\\s+)?"
                            + "(?:access|permissions?|privileges?|rights|scopes?)"
                            + "|(?:select|check|tick|enable|grant|give|allow|add|choose|with|needs?|requires?)\\s+(?:it\\s+|them\\s+)?"
                            + "(?:all|every)\\s+(?:of\\s+the\\s+|the\\s+)?(?:available\\s+|possible\\s+|api\\s+|admin\\s+)?(?:scopes?|permissions?)"
                            + "(?!\\s+(?:above|below|listed|that|which|you|the|following|it|needed|required|necessary|mentioned|shown|marked|in|from|for|except))"
                            + "|scopes?[\"']?\\s{0,3}[:=]?\\s{0,3}\\[?\\s{0,3}[\"']\\*[\"']");

    private static final Pattern BEARER =
            pattern("tokens?|keys?|pats?|credentials?|scopes?|roles?|app\\s+passwords?|accounts?");

    private static final Pattern PLURAL =
            Pattern.compile(
                    "(?<=token|key|pat|password|account|role|scope|permission|privilege)s$");

    private AdminWords() {}

    /** What stands in a text, whether or not it is asked for. */
    static List<Asked> in(String text) {
        var found = new ArrayList<Asked>();
        add(found, What.CREDENTIAL, ADMIN, text, start -> true);
        add(found, What.CREDENTIAL, ROOT, text, start -> true);
        add(found, What.CREDENTIAL, AS, text, start -> true);
        add(found, What.CREDENTIAL, VARIABLE, text, start -> true);
        add(found, What.SCOPE, SCOPE, text, start -> true);
        add(found, What.ROLE, ROLE, text, start -> true);
        var accounts = ACCOUNT.matcher(text);
        while (accounts.find()) {
            found.add(new Asked(What.ACCOUNT, accounts.group(1), accounts.start(), accounts.end()));
        }
        add(found, What.EVERYTHING, WHOLE, text, start -> BEARER.matcher(text).find());
        found.sort(Comparator.comparingInt(Asked::start));
        return found.subList(0, Math.min(found.size(), MOST));
    }

    private static void add(
            List<Asked> to, What what, Pattern pattern, String text, Predicate<Integer> test) {
        var matches = pattern.matcher(text);
        while (matches.find()) {
            if (test.test(matches.start())) {
                to.add(
                        new Asked(
                                what,
                                spelt(matches.group(), pattern),
                                matches.start(),
                                matches.end()));
            }
        }
    }

    /** One spelling of what people write in several; names of scopes and variables stay. */
    private static String spelt(String words, Pattern pattern) {
        if (pattern == SCOPE || pattern == VARIABLE || pattern == ROLE) {
            return words.replaceAll("\\s+", " ");
        }
        var plain = words.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
        return PLURAL.matcher(plain.strip()).replaceAll("");
    }

    private static Pattern pattern(String words) {
        return Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    }
}
