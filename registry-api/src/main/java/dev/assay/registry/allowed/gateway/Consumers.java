package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Objection;

import java.util.List;

/** For targets that tell consumers apart by the identity in their token. */
final class Consumers {

    private Consumers() {}

    /** A rule without an identity would be for whoever calls. */
    static List<Objection> objections(AllowedServer server) {
        var nameless =
                server.tools().stream()
                        .flatMap(each -> each.grants().stream())
                        .filter(each -> each.identity().isBlank())
                        .map(each -> each.consumer())
                        .distinct()
                        .toList();
        return nameless.isEmpty()
                ? List.of()
                : List.of(
                        new Objection(
                                Objection.About.CONSUMER,
                                nameless,
                                "no identity is on record, and a rule without one is for everybody",
                                "put the OAuth client or service account on the consumer's record,"
                                        + " or say leave-out=unsayable"));
    }
}
