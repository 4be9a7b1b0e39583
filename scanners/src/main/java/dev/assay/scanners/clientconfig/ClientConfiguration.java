package dev.assay.scanners.clientconfig;

import tools.jackson.core.JacksonException;

import java.util.ArrayList;
import java.util.List;

/**
 * What a file tells a client to start. Read are: {@code mcpServers} (Claude, Cursor, Windsurf,
 * Gemini, Amazon Q, Kiro, and per project in Claude Code's own file), {@code servers} (VS Code),
 * {@code mcp} with commands as lists (OpenCode), and the packages and remotes of a {@code
 * server.json}.
 */
public sealed interface ClientConfiguration {

    /** It was read. */
    record Servers(List<ConfiguredServer> servers) implements ClientConfiguration {

        public Servers {
            servers = List.copyOf(servers);
        }
    }

    /** It could not be read, and so says nothing. */
    record Unreadable(String why) implements ClientConfiguration {}

    /** Reads a configuration. */
    static ClientConfiguration read(String text) {
        Located document;
        try {
            document = Located.parse(text);
        } catch (JacksonException e) {
            return new Unreadable(
                    "it is no JSON: "
                            + e.getOriginalMessage()
                            + (e.getLocation() == null
                                    ? ""
                                    : " in line " + e.getLocation().getLineNr()));
        }
        var servers = new ArrayList<ConfiguredServer>();
        var known = ConfigurationReader.read(document, servers);
        return known
                ? new Servers(servers)
                : new Unreadable(
                        "it names no servers: none of 'mcpServers', 'servers', 'mcp', 'packages' and"
                                + " 'remotes' stands in it");
    }
}
