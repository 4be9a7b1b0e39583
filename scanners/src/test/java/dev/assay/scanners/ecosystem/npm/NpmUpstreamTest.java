package dev.assay.scanners.ecosystem.npm;

import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.Tarballs;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.signature.SignatureCheck;

import java.time.Clock;
import java.util.Map;

final class NpmUpstreamTest extends UpstreamContract {

    private final SampleUpstream server = SampleUpstream.start();

    @Override
    protected Upstream open() {
        var registry =
                new NpmRegistry(NpmConfiguration.of(server.url()), NpmRegistrySettings.DEFAULT);
        return new NpmUpstream(
                registry,
                new NpmPublishing(registry, new SignatureCheck(null, null), Clock.systemUTC()));
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected Purl named(String name) {
        return Purl.npm("contract-" + name, null);
    }

    @Override
    protected void publish(Purl release, String needs) {
        server.publish(
                SamplePackage.bare(
                        release.packageName(),
                        release.exactVersion(),
                        needs.isEmpty() ? Map.of() : Map.of(named(needs).packageName(), "1.0.0")));
    }

    @Override
    protected void publishHostile(Purl release) {
        var tarball =
                Tarballs.tarball()
                        .file("package/package.json", "{}")
                        .file("package/../../escaped.js", "evil")
                        .gzipped();
        server.publish(
                SamplePackage.bare(release.packageName(), release.exactVersion(), Map.of())
                        .withTarball(tarball));
    }

    @Override
    protected void alter(Purl release) {
        var other = Tarballs.tarball().file("package/package.json", "{\"other\":1}").gzipped();
        server.replaceTarball(release.packageName(), release.exactVersion(), other);
    }

    @Override
    protected void withdraw(Purl release) {
        server.unpublish(release.packageName(), release.exactVersion());
    }

    @Override
    protected void goAway() {
        server.inject(Fault.UNAVAILABLE, "/");
    }
}
