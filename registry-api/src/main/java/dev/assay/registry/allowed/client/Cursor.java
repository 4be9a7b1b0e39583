package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A list to copy into Cursor's dashboard. */
final class Cursor implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "cursor",
                ExportGroup.CLIENT,
                "Cursor, MCP allowlist",
                "A CSV of server and command line, to be entered under the enterprise's MCP"
                        + " allowlist; Cursor publishes no file format for it.",
                "text/csv; charset=UTF-8",
                "cursor-mcp-allowlist.csv",
                List.of(
                        "Tools, approvals, limits: a gateway enforces them.",
                        "When it was made and how long it holds."));
    }

    /** The dashboard takes a star for a wildcard, and a row is a line. */
    @Override
    public List<Objection> objections(AllowedServer server) {
        return server.command().stream().allMatch(each -> each.matches("[!-~&&[^*\"]]+"))
                ? List.of()
                : List.of(
                        Objection.server(
                                "its command line holds what Cursor could take for a wildcard",
                                "use a format that takes command lines word for word"));
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write("name,type,command\r\n");
        allowed.each(
                server ->
                        out.write(
                                quoted(server.handle())
                                        + ",stdio,"
                                        + quoted(String.join(" ", server.command()))
                                        + "\r\n"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
