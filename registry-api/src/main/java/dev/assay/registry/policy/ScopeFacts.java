package dev.assay.registry.policy;

import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.scope.KnownScope;

import java.util.Map;

/** An OAuth scope that is asked for, with what the catalogue says of it, as a policy reads it. */
final class ScopeFacts {

    private ScopeFacts() {}

    static Map<String, Object> of(AskedScope scope) {
        var known = scope.known();
        return Map.of(
                "provider",
                scope.provider(),
                "name",
                scope.scope(),
                "line",
                scope.provider() + " " + scope.scope(),
                "known",
                known.isPresent(),
                "class",
                known.map(each -> each.kind().words()).orElse("unknown"),
                "allows",
                known.map(KnownScope::allows).orElse(""),
                "instead",
                known.map(each -> String.join(", ", each.instead())).orElse(""),
                "workflow",
                scope.workflow(),
                "reason",
                scope.reason(),
                "wildcard",
                scope.isWildcard());
    }
}
