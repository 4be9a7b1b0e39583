package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.gate.GateListener;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where clients reach the gate, and the commands that fetch from it. */
@Component
final class GateAddress {

    private final Environment environment;
    private final GateListener listener;

    GateAddress(Environment environment, GateListener listener) {
        this.environment = environment;
        this.listener = listener;
    }

    /** Who decides, as refusals write it. */
    String contact() {
        return environment.getProperty("gate.contact", "your security reviewers");
    }

    /** The command that runs exactly this release's closure. */
    String command(HttpServletRequest request, Release release) {
        return "npx --registry="
                + ShellWord.of(base(request) + release.purl().type() + "/~/" + release.id() + "/")
                + " "
                + ShellWord.of(named(release.purl()));
    }

    /** What the configuration says, else the host by which this page was asked for. */
    private String base(HttpServletRequest request) {
        var configured = environment.getProperty("gate.public-url", "");
        if (!configured.isBlank()) {
            return configured.endsWith("/") ? configured : configured + "/";
        }
        return "http://" + request.getServerName() + ":" + listener.port() + "/";
    }

    private static String named(Purl purl) {
        return purl.packageName() + "@" + purl.exactVersion();
    }
}
