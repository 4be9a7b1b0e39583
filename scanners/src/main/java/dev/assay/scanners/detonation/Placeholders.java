package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.canary.Bait;
import dev.assay.scanners.detonation.canary.Canaries;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables that a server is started with: those that its code asks for, as far as a made-up
 * value does no harm, and some that every attacker looks for.
 */
final class Placeholders {

    /** Nobody asked for these. */
    private static final List<String> DECOYS =
            List.of(
                    "AWS_SECRET_ACCESS_KEY",
                    "GITHUB_TOKEN",
                    "NPM_TOKEN",
                    "OPENAI_API_KEY",
                    "ANTHROPIC_API_KEY",
                    "SLACK_BOT_TOKEN",
                    "DATABASE_PASSWORD");

    /** What a server is told in these is a secret, an account or a name, which may be any text. */
    private static final Pattern FREE =
            Pattern.compile(
                    "KEY|TOKEN|SECRET|PASS|PWD|CREDENTIAL|AUTH|SENDER|EMAIL|USER|ACCOUNT|CLIENT|TENANT"
                            + "|ORG|WORKSPACE|PROJECT|TEAM|(^|_)(PAT|SID|DSN|ID)($|_)");

    /** Switches whose names look like the above. */
    private static final Pattern SWITCH =
            Pattern.compile(
                    "^(USER|USERNAME|LOGNAME|USERPROFILE|HOME|PATH|CI|NODE_.*|NPM_CONFIG_.*|.*_PATH|.*_FILE"
                            + "|.*_DIR|.*_TIMEOUT|.*_TTL|.*_MAX.*|.*_LIMIT|.*_PORT|.*_ENABLED|.*_LEVEL"
                            + "|.*_URL|.*_URI|.*_HOST|.*_MODE|DISABLE_.*|ENABLE_.*|USE_.*|SSH_.*)$");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,100}");

    private Placeholders() {}

    /**
     * The variables of a start.
     *
     * @param asked what the code reads
     * @param wanted what an earlier start said that it lacks
     */
    static Map<String, String> of(Set<String> asked, Set<String> wanted, Canaries canaries) {
        var made = new TreeMap<String, String>();
        for (var name : DECOYS) {
            made.put(name, canaries.at("env:" + name).value());
        }
        for (var name : asked) {
            var upper = name.toUpperCase(Locale.ROOT);
            if (VARIABLE.matcher(name).matches()
                    && (wanted.contains(name)
                            || FREE.matcher(upper).find() && !SWITCH.matcher(upper).matches())) {
                made.put(name, shaped(upper, canaries.at("env:" + name).value()));
            }
        }
        for (var name : wanted) {
            if (VARIABLE.matcher(name).matches()) {
                made.putIfAbsent(
                        name,
                        shaped(name.toUpperCase(Locale.ROOT), canaries.at("env:" + name).value()));
            }
        }
        return made;
    }

    private static String shaped(String name, String canary) {
        if (name.contains("EMAIL") || name.contains("SENDER")) {
            return canary + "@" + Bait.HOST;
        }
        if (name.endsWith("URL") || name.endsWith("URI") || name.contains("ENDPOINT")) {
            return "https://" + Bait.HOST + "/" + canary;
        }
        if (name.contains("HOST") || name.contains("DOMAIN")) {
            return Bait.HOST;
        }
        if (name.contains("PORT")) {
            return "443";
        }
        return canary;
    }
}
