package dev.assay.registry.mcp;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;

import jakarta.servlet.http.HttpServletRequest;

import java.util.List;

/**
 * What an MCP client starts an approved release with, or where its ecosystem has no such command,
 * fetches it with: its exact closure, from the gate alone. A program and its arguments, since no
 * shell is to read them.
 */
record StartCommand(String command, List<String> args) {

    static StartCommand of(
            CallerAddresses addresses, HttpServletRequest request, Purl purl, Id release) {
        if (purl.type().equals(MavenEcosystem.TYPE)) {
            var words = MavenCommand.of(purl, addresses.closure(request, purl, release));
            return new StartCommand(words.getFirst(), words.subList(1, words.size()));
        }
        return new StartCommand(
                "npx",
                List.of(
                        "-y",
                        "--registry=" + addresses.closure(request, purl, release),
                        purl.packageName() + "@" + purl.exactVersion()));
    }
}
