package dev.assay.registry.gate;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Starts the gate after everything that it asks, and stops it before. */
final class GateLifecycle implements SmartLifecycle {

    private static final String PORTS = "gate.ports";

    private final Snapshots snapshots;
    private final GateListener listener;
    private final ConfigurableEnvironment environment;
    private volatile boolean running;

    GateLifecycle(Snapshots snapshots, GateListener listener, ConfigurableEnvironment environment) {
        this.environment = environment;
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
        tellPort();
        running = true;
    }

    /** As Boot tells the main listener's, for whoever chose port 0. */
    private void tellPort() {
        environment.getPropertySources().remove(PORTS);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(PORTS, Map.of("local.gate.port", listener.port())));
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
