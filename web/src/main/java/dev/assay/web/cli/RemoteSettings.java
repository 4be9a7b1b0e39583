package dev.assay.web.cli;

import dev.assay.scanners.probe.ProbeSettings;

/** How a command asks remote servers. */
final class RemoteSettings {

    private RemoteSettings() {}

    /** Whoever types a command chooses what is asked, and what with. */
    static ProbeSettings read() {
        return ProbeSettings.DEFAULT
                .withPrivateAddresses(
                        "true".equals(Setting.of("assay.upstream.remote.private-addresses")))
                .withRegistering("true".equals(Setting.of("assay.upstream.remote.register")))
                .withToken(Setting.of("assay.upstream.remote.token"));
    }
}
