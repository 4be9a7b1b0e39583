package dev.assay.inventory.audit;

import java.util.List;

/** How a deed ended. The last word of its action says so. */
public enum AuditOutcome {
    DONE(List.of()),
    REFUSED(List.of("refused", "rejected", "denied")),
    FAILED(List.of("failed", "overdue", "broken", "mismatch"));

    private final List<String> endings;

    AuditOutcome(List<String> endings) {
        this.endings = endings;
    }

    static AuditOutcome of(String action) {
        for (var outcome : values()) {
            if (outcome.endings.stream().anyMatch(action::endsWith)) {
                return outcome;
            }
        }
        return DONE;
    }

    List<String> endings() {
        return endings;
    }
}
