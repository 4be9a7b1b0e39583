package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditOutcome;

import java.util.Map;
import java.util.Set;

/**
 * What an event is to those who collect events of many systems: what was done in their words, and
 * how much it matters. The numbers are those of OCSF 1.8.0.
 */
enum AuditActivity {
    CREATE(1, "Create"),
    READ(2, "Read"),
    UPDATE(3, "Update"),
    DELETE(4, "Delete"),
    ENABLE(8, "Enable"),
    DISABLE(9, "Disable"),
    SUSPEND(12, "Suspend"),
    RESUME(13, "Resume");

    /** By the last part of an action; what is not here updates something. */
    private static final Map<String, AuditActivity> BY_VERB =
            Map.ofEntries(
                    Map.entry("added", CREATE),
                    Map.entry("created", CREATE),
                    Map.entry("requested", CREATE),
                    Map.entry("opened", CREATE),
                    Map.entry("asked", CREATE),
                    Map.entry("address-made", CREATE),
                    Map.entry("found-upstream", CREATE),
                    Map.entry("withdrawn", DELETE),
                    Map.entry("fell-away", DELETE),
                    Map.entry("address-ended", DELETE),
                    Map.entry("approved", ENABLE),
                    Map.entry("approved-by-policy", ENABLE),
                    Map.entry("break-glass", ENABLE),
                    Map.entry("granted", ENABLE),
                    Map.entry("enabled", ENABLE),
                    Map.entry("rejected", DISABLE),
                    Map.entry("revoked", DISABLE),
                    Map.entry("expired", DISABLE),
                    Map.entry("lapsed", DISABLE),
                    Map.entry("ended", DISABLE),
                    Map.entry("retired", DISABLE),
                    Map.entry("disabled", DISABLE),
                    Map.entry("suspended", SUSPEND),
                    Map.entry("lifted", RESUME));

    /** Deeds that change nothing about what they are done to. */
    private static final Set<String> CALLS =
            Set.of("page.read", "access.denied", "audit.exported", "audit.verified");

    /** What somebody has to look at now. */
    private static final Set<String> ALARMS = Set.of("audit.broken", "gate.digest-mismatch");

    /** Done as it may be, and past the usual way. */
    private static final Set<String> UNUSUAL =
            Set.of("release.break-glass", "release.against-policy");

    private final int number;
    private final String caption;

    AuditActivity(int number, String caption) {
        this.number = number;
        this.caption = caption;
    }

    int number() {
        return number;
    }

    String caption() {
        return caption;
    }

    /** Whether the event is about a call that was answered or refused, and about no change. */
    static boolean isCall(AuditEvent event) {
        return CALLS.contains(event.action()) || event.action().startsWith("gate.");
    }

    static AuditActivity of(AuditEvent event) {
        if (isCall(event)) {
            return READ;
        }
        var action = event.action();
        return BY_VERB.getOrDefault(action.substring(action.indexOf('.') + 1), UPDATE);
    }

    /** From 1, informational, to 5, critical. */
    static int severity(AuditEvent event) {
        if (ALARMS.contains(event.action())) {
            return 5;
        }
        if (event.outcome() == AuditOutcome.FAILED) {
            return 4;
        }
        return event.outcome() == AuditOutcome.REFUSED || UNUSUAL.contains(event.action()) ? 3 : 1;
    }
}
