package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStep;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long each stage of vetting takes on this node, and how it ends. */
final class StageMeters {

    private static final List<String> ENDS = List.of("done", "failed", "later");

    private static final Duration[] BOUNDS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final Map<VettingStep.Name, Map<String, Timer>> timers =
            new EnumMap<>(VettingStep.Name.class);

    StageMeters(MeterRegistry meters) {
        for (var stage : VettingStep.Name.values()) {
            var byEnd = new HashMap<String, Timer>();
            for (var end : ENDS) {
                byEnd.put(
                        end,
                        Timer.builder("assay.vetting.stage")
                                .description("One run of one stage of vetting")
                                .tag("stage", stage.words())
                                .tag("outcome", end)
                                .serviceLevelObjectives(BOUNDS)
                                .register(meters));
            }
            timers.put(stage, Map.copyOf(byEnd));
        }
    }

    void ended(VettingStep.Name stage, StageOutcome outcome, long nanos) {
        var end =
                switch (outcome) {
                    case StageOutcome.Done done -> "done";
                    case StageOutcome.Failed failed -> "failed";
                    case StageOutcome.NotNow later -> "later";
                };
        var timer = timers.getOrDefault(stage, Map.of()).get(end);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
