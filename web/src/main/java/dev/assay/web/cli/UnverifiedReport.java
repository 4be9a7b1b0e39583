package dev.assay.web.cli;

import dev.assay.scanners.attestation.Unverified;

import tools.jackson.databind.node.ObjectNode;

/** How it is written that nothing was proven, whatever was to be. */
final class UnverifiedReport {

    private UnverifiedReport() {}

    static String text(Unverified outcome) {
        return switch (outcome) {
            case Unverified.Absent(var reason) -> "absent: " + reason + "\n";
            case Unverified.Invalid(var defect, var detail) ->
                    "invalid ("
                            + defect.id()
                            + "): "
                            + defect.words()
                            + (detail.isEmpty() ? "" : ": " + detail)
                            + "\n";
        };
    }

    static void write(Unverified outcome, ObjectNode document) {
        switch (outcome) {
            case Unverified.Absent(var reason) ->
                    document.put("outcome", "absent").put("reason", reason);
            case Unverified.Invalid(var defect, var detail) ->
                    document.put("outcome", "invalid")
                            .put("defect", defect.id())
                            .put("reason", defect.words())
                            .put("detail", detail);
        }
    }
}
