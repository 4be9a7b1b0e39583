package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Files that are touched, by what is done and what kind of place it is (signals CAP-FS-…,
 * CAP-PERSIST, MCP-CONFIG-WRITE). The detail has {@code operation} and, as far as the code tells
 * it, {@code path}.
 */
final class FsAccessRule extends CapabilityRule {

    private static final Pattern SECRETS =
            Pattern.compile(
                    ".*([/\\\\~]\\.(ssh|aws|gnupg|kube|docker|azure)\\b|\\bid_(rsa|ed25519|ecdsa|dsa)\\b"
                            + "|\\.npmrc|\\.netrc|\\.pypirc|\\.git-credentials|\\.pgpass|/etc/shadow|/etc/passwd"
                            + "|\\.config/(gcloud|gh)\\b|login data|cookies\\.sqlite|wallet\\.dat|keychain"
                            + "|\\.mozilla|google-chrome|user data|application_default_credentials).*");

    private static final Pattern PERSISTENCE =
            Pattern.compile(
                    ".*(\\.bashrc|\\.zshrc|\\.profile|\\.bash_profile|\\.zprofile|crontab|/etc/cron|launchagents"
                            + "|launchdaemons|systemd/|\\.service$|autostart|\\.git/hooks|startup).*");

    private static final Pattern AGENTS =
            Pattern.compile(
                    ".*(claude_desktop_config|mcp\\.json|mcp_config|\\.cursor\\b|\\.claude\\b|\\.vscode\\b|windsurf"
                            + "|\\.codeium|agents\\.md|claude\\.md|copilot|\\.gemini\\b|opencode).*");

    FsAccessRule() {
        super(FindingKind.FS_ACCESS);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return one(
                sighting,
                Change.ADDED,
                weight(sighting.fact(), true),
                "Now " + doing(sighting.fact()));
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        var weight = weight(sighting.fact(), true);
        return weight.atLeast(Severity.MEDIUM)
                ? one(
                        sighting,
                        Change.CHANGED,
                        Severity.LOW,
                        "From more places " + doing(sighting.fact()))
                : List.of();
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return one(
                sighting, change, weight(sighting.fact(), false), "It " + doing(sighting.fact()));
    }

    private static Severity weight(Fact fact, boolean isNew) {
        var path = path(fact).toLowerCase(Locale.ROOT);
        var writes = !isRead(fact);
        if (SECRETS.matcher(path).matches()) {
            return Severity.HIGH;
        }
        if (writes && PERSISTENCE.matcher(path).matches()) {
            return Severity.HIGH;
        }
        if (writes && AGENTS.matcher(path).matches()) {
            return isNew ? Severity.HIGH : Severity.MEDIUM;
        }
        if (!isNew) {
            return writes ? Severity.LOW : Severity.INFO;
        }
        return writes ? Severity.MEDIUM : Severity.LOW;
    }

    private static boolean isRead(Fact fact) {
        return Details.text(fact, "operation").equals("read");
    }

    private static String path(Fact fact) {
        var path = Details.text(fact, "path");
        return path.isEmpty() ? fact.value() : path;
    }

    private static String doing(Fact fact) {
        var operation = Details.text(fact, "operation");
        var path = Details.text(fact, "path");
        return switch (operation) {
                    case "read" -> "reads ";
                    case "delete" -> "deletes ";
                    case "execute" -> "makes executable ";
                    default -> "writes ";
                }
                + (path.isEmpty() ? "files (" + fact.value() + ")" : path);
    }
}
