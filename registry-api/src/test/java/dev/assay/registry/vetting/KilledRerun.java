package dev.assay.registry.vetting;

import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;

import java.net.URI;
import java.nio.file.Path;

/** A service that is killed while it runs a release again; run in a process of its own. */
final class KilledRerun {

    private KilledRerun() {}

    /**
     * @param arguments data directory, upstream, and the release to run
     */
    public static void main(String[] arguments) throws InterruptedException {
        var rig =
                VettingRig.start(
                        Path.of(arguments[0]),
                        URI.create(arguments[1]),
                        "assay.detonation.enabled=true");
        var release = new Id(arguments[2]);
        var asked = rig.get(Reruns.class).ask(rig.reviewer(), release);
        if (asked instanceof Deed.Refused<?>(var why)) {
            System.out.println(why);
            System.exit(1);
        }
        var progress = rig.get(VettingProgress.class);
        // The sandbox is at work when something is said after the preparation.
        while (progress.of(release).filter(line -> !line.text().startsWith("prep")).isEmpty()) {
            Thread.sleep(1);
        }
        Runtime.getRuntime().halt(9);
    }
}
