package dev.assay.registry.vetting;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.coordinates.Purl;

import java.net.URI;
import java.nio.file.Path;

/**
 * A service that is killed at its work; run in a process of its own. It says which stage was
 * recorded and when, and ends without a word of farewell where it is told to.
 */
final class KilledVetting {

    private KilledVetting() {}

    /**
     * @param arguments data directory, upstream, package URL, and after which stage to die or
     *     {@code never}
     */
    public static void main(String[] arguments) throws InterruptedException {
        var purl = Purl.parse(arguments[2]);
        var rig = VettingRig.start(Path.of(arguments[0]), URI.create(arguments[1]));
        var known = rig.get(ReleaseStore.class).find(purl);
        if (known.isEmpty()) {
            rig.request(arguments[2]);
        }
        var id = rig.get(ReleaseStore.class).find(purl).orElseThrow().id();
        var said = 0;
        while (true) {
            // A commit can be seen a moment before it is on disk; the next stage comes after both.
            var now = rig.get(VettingProgress.class).of(id).map(line -> line.step().ordinal());
            var steps = rig.get(VettingStore.class).steps(id);
            for (; said < Math.min(steps.size(), now.orElse(0)); said++) {
                System.out.println("recorded " + line(steps.get(said)));
                if (steps.get(said).name().name().equals(arguments[3])) {
                    System.out.flush();
                    Runtime.getRuntime().halt(9);
                }
            }
            Thread.sleep(1);
        }
    }

    static String line(VettingStep step) {
        return step.name() + " " + step.finishedAt();
    }
}
