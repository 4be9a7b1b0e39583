package dev.assay.registry.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What an MCP client starts an approved release with, or where its ecosystem has no such command,
 * fetches it with: its exact closure, from the gate alone. A program and its arguments, since no
 * shell is to read them.
 *
 * @param command null where the server runs elsewhere, or no command is known for its ecosystem
 * @param url where it runs, or is fetched from, then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StartCommand(@Nullable String command, @Nullable List<String> args, @Nullable String url) {

    static StartCommand of(
            CallerAddresses addresses, HttpServletRequest request, Purl purl, Id release) {
        var remote = RemoteEndpoint.of(purl);
        if (remote.isPresent()) {
            return new StartCommand(null, null, remote.get().toString());
        }
        var words = addresses.command(request, purl, release);
        if (words.isEmpty()) {
            return new StartCommand(null, null, addresses.closure(request, purl, release));
        }
        return new StartCommand(words.getFirst(), words.subList(1, words.size()), null);
    }
}
