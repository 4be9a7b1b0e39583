package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.JsonText;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The settings that GitHub Copilot and Claude Code share. An entry is a whole command line, or the
 * whole address of a server that runs elsewhere; an empty list allows nothing, so it is written
 * even where nothing is approved.
 */
final class CommandLists {

    private CommandLists() {}

    /**
     * @param switches what is set to true beside the list
     */
    static void write(Allowed allowed, List<String> switches, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            for (var each : switches) {
                json.writeBooleanProperty(each, true);
            }
            json.writeArrayPropertyStart("allowedMcpServers");
            allowed.each(
                    server -> {
                        json.writeStartObject();
                        var remote = server.remote();
                        if (remote.isPresent()) {
                            json.writeStringProperty("serverUrl", remote.get().toString());
                        } else {
                            json.writeArrayPropertyStart("serverCommand");
                            server.command().forEach(json::writeString);
                            json.writeEndArray();
                        }
                        json.writeEndObject();
                    });
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
