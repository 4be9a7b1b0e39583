package example.brick;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.web.cli.CommandUpstream;
import dev.assay.web.cli.Setting;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Where a command takes bricks from. */
public final class BrickSettings implements CommandUpstream {

    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        return new BrickUpstream(
                URI.create(
                        Objects.requireNonNullElse(
                                Setting.of("assay.upstream.brick.url"), "http://127.0.0.1:9/")));
    }
}
