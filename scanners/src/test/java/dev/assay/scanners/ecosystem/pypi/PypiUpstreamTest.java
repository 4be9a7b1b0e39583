package dev.assay.scanners.ecosystem.pypi;

import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;

import java.time.Clock;

final class PypiUpstreamTest extends UpstreamContract {

    private final SamplePypiIndex server = SamplePypiIndex.start();

    @Override
    protected Upstream open() {
        return new PypiUpstream(
                new PypiIndex(PypiConfiguration.of(server.url()), PypiLimits.DEFAULT),
                PypiTarget.all(null, null),
                Clock.systemUTC());
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected Purl named(String name) {
        return new Purl("pypi", null, "contract-" + name, null);
    }

    @Override
    protected void publish(Purl release, String needs) {
        server.publish(
                wheel(
                        release,
                        needs.isEmpty() ? new String[0] : new String[] {named(needs).name()}));
    }

    @Override
    protected void publishHostile(Purl release) {
        server.publish(wheel(release).withFile("../../escaped.py", new byte[] {1, 2, 3}));
    }

    @Override
    protected void alter(Purl release) {
        server.alter(wheel(release).fileName());
    }

    @Override
    protected void withdraw(Purl release) {
        server.withdraw(wheel(release).fileName());
    }

    @Override
    protected void goAway() {
        server.away(503);
    }

    private static SampleWheel wheel(Purl release, String... needs) {
        return SampleWheel.of(release.name() + "==" + release.exactVersion(), needs);
    }
}
