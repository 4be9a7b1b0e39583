package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

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
     * The command that runs exactly this release's closure; of what runs elsewhere its address, and
     * of what no command runs that of its closure at the gate.
     */
    String command(HttpServletRequest request, Release release) {
        var purl = release.purl();
        var closure = addresses.closure(request, purl, release.id());
        return purl.type().equals("npm")
                ? "npx --registry=" + ShellWord.of(closure) + " " + ShellWord.of(named(purl))
                : RemoteEndpoint.of(purl).map(RemoteEndpoint::toString).orElse(closure);
    }

    private static String named(Purl purl) {
        return purl.packageName() + "@" + purl.exactVersion();
    }
}
