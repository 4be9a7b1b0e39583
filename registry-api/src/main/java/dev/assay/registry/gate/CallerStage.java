package dev.assay.registry.gate;

import dev.assay.inventory.release.Stage;

/**
 * How far what a caller gets must have been approved.
 *
 * @param anonymous for callers without a token
 */
public record CallerStage(Stage anonymous) {

    public Stage of(GateRequest request) {
        return anonymous;
    }
}
