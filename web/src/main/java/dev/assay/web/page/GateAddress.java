package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.scanners.coordinates.Purl;

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

    /** The command that runs exactly this release's closure. */
    String command(HttpServletRequest request, Release release) {
        return "npx --registry="
                + ShellWord.of(addresses.closure(request, release.purl(), release.id()))
                + " "
                + ShellWord.of(named(release.purl()));
    }

    private static String named(Purl purl) {
        return purl.packageName() + "@" + purl.exactVersion();
    }
}
