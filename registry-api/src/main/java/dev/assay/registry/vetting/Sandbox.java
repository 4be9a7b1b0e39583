package dev.assay.registry.vetting;

import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.chamber.Isolation;
import dev.assay.scanners.detonation.chamber.NotIsolated;
import dev.assay.scanners.detonation.chamber.Proven;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where servers are run on this node. That nothing gets out of it is tried in the background soon
 * after the start, so that whoever runs this node knows before the first server has to be run.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    /** What is known of it. */
    public sealed interface State {

        /** No server is run here. */
        record Off() implements State {}

        /** It was not tried yet, or just is. */
        record Unknown() implements State {}

        /**
         * Nothing got out.
         *
         * @param way how, in two sentences
         * @param tries what was tried
         */
        record Holds(String way, List<String> tries, Instant at) implements State {

            public Holds {
                tries = List.copyOf(tries);
            }
        }

        /**
         * It could not be shown to hold, so nothing is run.
         *
         * @param reason one sentence, without its stop
         * @param whatToDo one sentence, to whoever runs this host
         */
        record NotHeld(String reason, String whatToDo, Instant at) implements State {}
    }

    private final DetonationSettings settings;
    private final Detonation detonation;
    private final Clock clock;
    private volatile State state;
    private volatile @Nullable Thread trying;

    Sandbox(DetonationSettings settings, Detonation detonation, Clock clock) {
        this.settings = settings;
        this.detonation = detonation;
        this.clock = clock;
        this.state = settings.enabled() ? new State.Unknown() : new State.Off();
    }

    public State state() {
        return state;
    }

    /** Nobody who waits for the service to be ready waits for this. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (settings.enabled()) {
            trying =
                    Thread.ofVirtual().name("sandbox").start(() -> tryLater(settings.proofAfter()));
        }
    }

    private void tryLater(Duration pause) {
        try {
            Thread.sleep(pause);
            if (prove() instanceof State.NotHeld(var reason, var whatToDo, var at)) {
                LOG.warn("No server can be run here: {}. {}", reason, whatToDo);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came of trying, which is tried once unless it could not be. */
    State prove() throws InterruptedException {
        if (state instanceof State.Off) {
            return state;
        }
        State found;
        try {
            found = told(detonation.isolation());
        } catch (IOException e) {
            found =
                    new State.NotHeld(
                            "it could not be tried: " + e.getMessage(),
                            "Free space in the folder for temporary files; it is tried again with"
                                    + " the next run.",
                            clock.instant());
        }
        if (!(state instanceof State.Holds)) {
            state = found;
        }
        return state;
    }

    private State told(Isolation isolation) {
        return switch (isolation) {
            case Proven(var way, var memory, var tries) ->
                    new State.Holds(
                            way + " " + memory,
                            tries.stream().map(each -> each.name() + ": " + each.answer()).toList(),
                            clock.instant());
            case NotIsolated(var reason, var whatToDo) ->
                    new State.NotHeld(reason, whatToDo, clock.instant());
        };
    }

    @Override
    public void close() {
        var thread = trying;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
