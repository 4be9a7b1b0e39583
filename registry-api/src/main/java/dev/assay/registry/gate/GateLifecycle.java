package dev.assay.registry.gate;

import org.springframework.context.SmartLifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Starts the gate after everything that it asks, and stops it before. */
final class GateLifecycle implements SmartLifecycle {

    private final Snapshots snapshots;
    private final GateListener listener;
    private volatile boolean running;

    GateLifecycle(Snapshots snapshots, GateListener listener) {
        this.snapshots = snapshots;
        this.listener = listener;
    }

    @Override
    public void start() {
        snapshots.start();
        try {
            listener.start();
        } catch (IOException e) {
            snapshots.close();
            throw new UncheckedIOException(e.getMessage(), e);
        }
        running = true;
    }

    @Override
    public void stop() {
        listener.close();
        snapshots.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
