package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.util.List;
import java.util.Optional;

/** For targets that hold one list for whoever passes them, whichever server that is. */
final class Together {

    static final ExportParameter PARAMETER =
            ExportParameter.choice(
                    "together",
                    "With yes, one list for several servers: each may then reach what any of them"
                            + " may.",
                    List.of("yes"));

    private Together() {}

    static Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        return allowed.servers() < 2 || request.parameter(PARAMETER).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Unsaid(
                                allowed.servers() + " releases",
                                "one list is for all of them, so each could reach what only"
                                        + " another may",
                                "name one with server, or say together=yes if they pass the same"
                                        + " place"));
    }
}
