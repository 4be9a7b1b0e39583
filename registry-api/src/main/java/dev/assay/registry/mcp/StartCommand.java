package dev.assay.registry.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.BundleCommand;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CargoCommand;
import dev.assay.registry.gate.GitCommand;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.PypiCommand;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What an MCP client starts an approved release with, or where its ecosystem has no such command,
 * fetches it with: its exact closure, from the gate alone. A program and its arguments, since no
 * shell is to read them.
 *
 * @param command null where the server runs elsewhere
 * @param url where it runs then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StartCommand(@Nullable String command, @Nullable List<String> args, @Nullable String url) {

    static StartCommand of(
            CallerAddresses addresses, HttpServletRequest request, Purl purl, Id release) {
        var remote = RemoteEndpoint.of(purl);
        if (remote.isPresent()) {
            return new StartCommand(null, null, remote.get().toString());
        }
        if (purl.type().equals(OciName.TYPE)) {
            var run = ImageCommand.run(purl, addresses.gate(request));
            return new StartCommand(run.getFirst(), run.subList(1, run.size()), null);
        }
        var closure = addresses.closure(request, purl, release);
        if (BundleAddress.isOne(purl)) {
            var fetch = BundleCommand.of(purl, closure);
            return new StartCommand(fetch.getFirst(), fetch.subList(1, fetch.size()), null);
        }
        var words =
                GitPlace.isOne(purl)
                        ? GitCommand.of(purl, closure)
                        : switch (purl.type()) {
                            case MavenEcosystem.TYPE -> MavenCommand.of(purl, closure);
                            case PypiEcosystem.TYPE -> PypiCommand.run(purl, closure);
                            case CargoEcosystem.TYPE -> CargoCommand.install(purl, closure);
                            case NugetEcosystem.TYPE -> NugetCommand.run(purl, closure);
                            default ->
                                    List.of(
                                            "npx",
                                            "-y",
                                            "--registry=" + closure,
                                            purl.packageName() + "@" + purl.exactVersion());
                        };
        return new StartCommand(words.getFirst(), words.subList(1, words.size()), null);
    }
}
