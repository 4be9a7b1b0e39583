package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.store.Id;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is being done right now, for pages that wait for it. Known on the node that does it. */
public final class VettingProgress {

    /**
     * @param step the stage at work
     * @param text one line for people, for example {@code 87 of 111 packages fetched}
     */
    public record Line(VettingStep.Name step, String text) {}

    private final Map<Id, Line> lines = new ConcurrentHashMap<>();

    /** What is being done for a release; empty where nothing is. */
    public Optional<Line> of(Id release) {
        return Optional.ofNullable(lines.get(release));
    }

    void say(Id release, VettingStep.Name step, String text) {
        lines.put(release, new Line(step, text));
    }

    void fallSilent(Id release) {
        lines.remove(release);
    }
}
