package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.probe.ProbeSettings;
import dev.assay.scanners.probe.RemoteUpstream;

import java.time.Clock;
import java.util.List;

/** How a command asks remote servers. */
public final class RemoteSettings implements CommandUpstream {

    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        return new RemoteUpstream(endpoint -> read(), Clock.systemUTC());
    }

    /** Whoever types a command chooses what is asked, and what with. */
    static ProbeSettings read() {
        return ProbeSettings.DEFAULT
                .withPrivateAddresses(
                        "true".equals(Setting.of("assay.upstream.remote.private-addresses")))
                .withRegistering("true".equals(Setting.of("assay.upstream.remote.register")))
                .withToken(Setting.of("assay.upstream.remote.token"));
    }
}
