package dev.assay.registry.gate;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a load balancer in front of the gate whether the process lives, and whether it serves. The
 * gate may run alone, so it cannot leave that to the main listener.
 */
final class HealthRoute implements GateRoute {

    private static final String LIVENESS = "/health/liveness";
    private static final String READINESS = "/health/readiness";
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

    private final GateHealth health;

    HealthRoute(GateHealth health) {
        this.health = health;
    }

    @Override
    public String protocol() {
        return "health";
    }

    @Override
    public boolean owns(String path) {
        return path.equals(LIVENESS) || path.equals(READINESS);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        return Optional.of(answer(request));
    }

    @Override
    public GateAnswer answer(GateRequest request) {
        if (!request.reads()) {
            return Faults.readOnly(request.method());
        }
        if (request.path().equals(LIVENESS)) {
            return told(200, "{\"status\":\"UP\"}");
        }
        if (health.problem() != null) {
            // Why, the numbers and the log say: this is for anybody.
            return told(503, "{\"status\":\"OUT_OF_SERVICE\"}");
        }
        return told(
                200,
                "{\"status\":\"UP\",\"decisions\":\""
                        + (health.isDatabaseAway() ? "DOWN" : "UP")
                        + "\"}");
    }

    private static GateAnswer told(int status, String body) {
        return GateAnswer.of(status, HEADERS, body.getBytes(StandardCharsets.US_ASCII));
    }
}
