package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;

import java.util.List;

/** npx asks people whether to install what it does not have; nobody answers for a client. */
final class NpxCommand implements ReleaseCommand {

    @Override
    public boolean isFor(Purl release) {
        return release.type().equals(NpmEcosystem.TYPE);
    }

    @Override
    public List<String> words(Purl release, String closure, String gate) {
        return List.of("npx", "-y", "--registry=" + closure, named(release));
    }

    @Override
    public List<String> typed(Purl release, String closure, String gate) {
        return List.of("npx", "--registry=" + closure, named(release));
    }

    private static String named(Purl release) {
        return release.packageName() + "@" + release.exactVersion();
    }
}
