package dev.assay.registry.gate;

import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.WebAddress;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import java.util.List;

/** How whoever asks the main listener reaches both listeners. */
public final class CallerAddresses {

    private final Addresses addresses;
    private final GateListener gate;
    private final WebAddress web;
    private final List<ReleaseCommand> commands;

    CallerAddresses(
            Addresses addresses, GateListener gate, WebAddress web, List<ReleaseCommand> commands) {
        this.commands = List.copyOf(commands);
        this.addresses = addresses;
        this.gate = gate;
        this.web = web;
    }

    /** The gate's address, ending in a slash. */
    public String gate(HttpServletRequest request) {
        return addresses.gate(request.getServerName(), gate.port());
    }

    /** Where the gate serves exactly the closure of a release, ending in a slash. */
    public String closure(HttpServletRequest request, Purl release, Id id) {
        return gate(request) + Ecosystems.name(release) + "/~/" + id + "/";
    }

    /** What an MCP client starts or fetches a release with; empty where nothing is known to. */
    public List<String> command(HttpServletRequest request, Purl release, Id id) {
        return commands.stream()
                .filter(each -> each.isFor(release))
                .findFirst()
                .map(each -> each.words(release, closure(request, release, id), gate(request)))
                .orElse(List.of());
    }

    /** The same as people type it. */
    public List<String> typed(HttpServletRequest request, Purl release, Id id) {
        return commands.stream()
                .filter(each -> each.isFor(release))
                .findFirst()
                .map(each -> each.typed(release, closure(request, release, id), gate(request)))
                .orElse(List.of());
    }

    /** The main listener's address, ending in a slash. */
    public String main(HttpServletRequest request) {
        var published = web.published();
        var main =
                published != null
                        ? published.toString()
                        : ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return main.endsWith("/") ? main : main + "/";
    }
}
