package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.gate.GateListener;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.util.regex.Pattern;

/** Where clients reach the gate, and the commands that fetch from it. */
@Component
final class GateAddress {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9@._/~:+\\[\\]-]+");

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
                + quoted(base(request) + release.purl().type() + "/~/" + release.id() + "/")
                + " "
                + quoted(named(release.purl()));
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

    /** People paste this into a shell, and whoever published the package chose its name. */
    private static String quoted(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
