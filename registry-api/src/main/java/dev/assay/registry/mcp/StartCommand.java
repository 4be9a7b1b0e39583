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
 * What an MCP client starts an approved release with: its exact closure, from the gate alone. A
 * program and its arguments, since no shell is to read them; or where a server is that runs
 * elsewhere.
 *
 * @param registry where the gate serves the closure of what no command starts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StartCommand(
        @Nullable String command,
        @Nullable List<String> args,
        @Nullable String url,
        @Nullable String registry) {

    static StartCommand of(
            CallerAddresses addresses, HttpServletRequest request, Purl purl, Id release) {
        var remote = RemoteEndpoint.of(purl);
        if (remote.isPresent()) {
            return new StartCommand(null, null, remote.get().toString(), null);
        }
        var registry = addresses.closure(request, purl, release);
        return purl.type().equals("npm")
                ? new StartCommand(
                        "npx",
                        List.of(
                                "-y",
                                "--registry=" + registry,
                                purl.packageName() + "@" + purl.exactVersion()),
                        null,
                        null)
                : new StartCommand(null, null, null, registry);
    }
}
