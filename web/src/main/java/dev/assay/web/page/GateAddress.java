package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.gate.BundleCommand;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CargoCommand;
import dev.assay.registry.gate.GitCommand;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.PypiCommand;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.Collectors;

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
     * The command that runs exactly this release's closure, or fetches it; of what runs elsewhere
     * its address.
     */
    String command(HttpServletRequest request, Release release) {
        var remote = RemoteEndpoint.of(release.purl());
        if (remote.isPresent()) {
            return remote.get().toString();
        }
        var closure = addresses.closure(request, release.purl(), release.id());
        var words =
                BundleAddress.isOne(release.purl())
                        ? BundleCommand.of(release.purl(), closure)
                        : switch (release.purl().type()) {
                            case MavenEcosystem.TYPE -> MavenCommand.of(release.purl(), closure);
                            case PypiEcosystem.TYPE -> PypiCommand.run(release.purl(), closure);
                            case CargoEcosystem.TYPE ->
                                    CargoCommand.install(release.purl(), closure);
                            case NugetEcosystem.TYPE -> NugetCommand.run(release.purl(), closure);
                            default -> List.<String>of();
                        };
        if (!words.isEmpty()) {
            return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
        }
        if (GitPlace.isOne(release.purl())) {
            return GitCommand.of(
                            release.purl(),
                            addresses.closure(request, release.purl(), release.id()))
                    .stream()
                    .map(ShellWord::of)
                    .collect(Collectors.joining(" "));
        }
        if (release.purl().type().equals(OciName.TYPE)) {
            return String.join(" ", ImageCommand.run(release.purl(), addresses.gate(request)));
        }
        return "npx --registry="
                + ShellWord.of(closure)
                + " "
                + ShellWord.of(named(release.purl()));
    }

    private static String named(Purl purl) {
        return purl.packageName() + "@" + purl.exactVersion();
    }
}
