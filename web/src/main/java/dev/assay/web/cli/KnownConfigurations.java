package dev.assay.web.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where MCP clients keep their configurations. */
final class KnownConfigurations {

    private static final List<String> IN_A_REPOSITORY =
            List.of(
                    ".mcp.json",
                    "mcp.json",
                    ".vscode/mcp.json",
                    ".cursor/mcp.json",
                    ".windsurf/mcp.json",
                    ".gemini/settings.json",
                    ".amazonq/mcp.json",
                    ".kiro/settings/mcp.json",
                    ".roo/mcp.json",
                    "opencode.json",
                    "claude_desktop_config.json",
                    "server.json");

    private static final List<String> AT_HOME =
            List.of(
                    ".claude.json",
                    ".config/Claude/claude_desktop_config.json",
                    "Library/Application Support/Claude/claude_desktop_config.json",
                    "AppData/Roaming/Claude/claude_desktop_config.json",
                    ".cursor/mcp.json",
                    ".codeium/windsurf/mcp_config.json",
                    ".config/Code/User/mcp.json",
                    "Library/Application Support/Code/User/mcp.json",
                    "AppData/Roaming/Code/User/mcp.json",
                    ".gemini/settings.json",
                    ".aws/amazonq/mcp.json",
                    ".kiro/settings/mcp.json",
                    ".config/opencode/opencode.json");

    private KnownConfigurations() {}

    static List<Path> ofRepository(Path folder) {
        return existing(folder, IN_A_REPOSITORY);
    }

    static List<Path> ofMachine(Path home) {
        return existing(home, AT_HOME);
    }

    private static List<Path> existing(Path folder, List<String> names) {
        var found = new ArrayList<Path>();
        for (var name : names) {
            var file = folder.resolve(name).normalize();
            if (Files.isRegularFile(file)) {
                found.add(file);
            }
        }
        return found;
    }
}
