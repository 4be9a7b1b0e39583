package dev.assay.scanners.text;

import java.util.List;
import java.util.Locale;

/** What kind of place a path is, by what stands there. */
public enum PathClass {
    SECRETS,
    AGENT_CONFIG,
    STARTUP,
    TMP,
    HOME,
    CWD,
    PACKAGE,
    ABSOLUTE,
    UNKNOWN;

    private static final List<String> SECRET_PARTS =
            List.of(
                    "/.ssh",
                    "id_rsa",
                    "id_ed25519",
                    "/.aws",
                    "/.npmrc",
                    "/.netrc",
                    "/.env",
                    "/.kube",
                    "/.gnupg",
                    "/.docker/config",
                    "gcloud/",
                    "/.git-credentials",
                    "/.pypirc",
                    "login data",
                    "/cookies",
                    "keychain",
                    "/.config/gh/",
                    "/wallet",
                    "/.azure",
                    "credentials",
                    "/etc/shadow",
                    "/etc/passwd",
                    "/proc/self/environ",
                    ".bash_history",
                    ".zsh_history",
                    "keystore",
                    ".vault-token");

    private static final List<String> AGENT_PARTS =
            List.of(
                    "claude_desktop_config",
                    "/.claude/",
                    "/.claude.json",
                    "/claude/",
                    "/.cursor/",
                    "mcp.json",
                    "mcp_config.json",
                    "mcp_settings.json",
                    "/.vscode",
                    "/code/user",
                    "windsurf",
                    "/.codeium",
                    "/.gemini",
                    "/.codex",
                    "claude.md",
                    "agents.md",
                    "/opencode",
                    ".cursorrules",
                    "/zed/settings",
                    "/.continue",
                    "/.roo",
                    "cline_mcp");

    private static final List<String> STARTUP_PARTS =
            List.of(
                    "crontab",
                    "/cron.",
                    "launchagents",
                    "launchdaemons",
                    "/systemd/",
                    ".bashrc",
                    ".zshrc",
                    ".profile",
                    ".bash_profile",
                    ".zprofile",
                    "/autostart",
                    "/startup/",
                    "/.git/hooks",
                    "/.husky",
                    "/init.d/",
                    "config.fish",
                    "powershell_profile",
                    "/etc/");

    /** The name in facts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static PathClass of(String path) {
        if (path.isEmpty() || path.chars().allMatch(c -> c == Holes.HOLE || c == '/')) {
            return UNKNOWN;
        }
        // The slash at the end lets a part name a whole folder, and not all that begin like it.
        var lower = ("/" + path.replace('\\', '/') + "/").toLowerCase(Locale.ROOT);
        if (holds(lower, SECRET_PARTS)) {
            return SECRETS;
        }
        if (holds(lower, AGENT_PARTS)) {
            return AGENT_CONFIG;
        }
        if (holds(lower, STARTUP_PARTS)) {
            return STARTUP;
        }
        if (path.startsWith(KnownPlaces.TMP)
                || path.startsWith("/tmp")
                || path.startsWith("/var/tmp")) {
            return TMP;
        }
        if (path.startsWith(KnownPlaces.HOME)) {
            return HOME;
        }
        if (path.startsWith(KnownPlaces.PACKAGE)) {
            return PACKAGE;
        }
        if (path.charAt(0) == Holes.HOLE) {
            return UNKNOWN;
        }
        return path.startsWith("/") || path.length() > 2 && path.charAt(1) == ':' ? ABSOLUTE : CWD;
    }

    private static boolean holds(String path, List<String> parts) {
        for (var part : parts) {
            if (path.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
