package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.scanners.coordinates.RemoteEndpoint;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.util.stream.Collectors;

/** Where clients reach the gate, and the commands that fetch from it. */
@Component
final class GateAddress {

    private final Environment environment;
    private final CallerAddresses addresses;

    GateAddress(Environment environment, CallerAddresses addresses) {
        this.environment = environment;
        this.addresses = addresses;
    }

    /** Who decides, as refusals write it. */
    String contact() {
        return environment.getProperty("gate.contact", "your security reviewers");
    }

    /**
     * The command that runs exactly this release's closure, or fetches it; of what runs elsewhere
     * its address.
     */
    String command(HttpServletRequest request, Release release) {
        var remote = RemoteEndpoint.of(release.purl());
        if (remote.isPresent()) {
            return remote.get().toString();
        }
        var words = addresses.typed(request, release.purl(), release.id());
        return words.isEmpty()
                ? addresses.closure(request, release.purl(), release.id())
                : words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }
}
