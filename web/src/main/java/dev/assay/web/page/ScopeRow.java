package dev.assay.web.page;

import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.scope.KnownScope;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An OAuth scope as pages show it.
 *
 * @param kind read, write, admin or unknown
 * @param allows what it lets a server do, or that nobody here knows
 * @param instead scopes that allow less
 * @param owed what is missing of it, or null
 */
record ScopeRow(
        String provider,
        String scope,
        String kind,
        String allows,
        List<String> instead,
        String workflow,
        String reason,
        @Nullable String owed) {

    static ScopeRow of(AskedScope scope) {
        var known = scope.known();
        var instead = known.map(KnownScope::instead).orElse(List.of());
        return new ScopeRow(
                scope.provider(),
                scope.scope(),
                known.map(each -> each.kind().words()).orElse("unknown"),
                known.map(KnownScope::allows)
                        .orElse("not in the catalogue: nobody here knows what it allows"),
                instead,
                scope.workflow(),
                scope.reason(),
                scope.workflow().isEmpty()
                        ? "It serves no workflow."
                        : !instead.isEmpty() && scope.reason().isEmpty()
                                ? "Take a narrower one, or say in the request why not."
                                : null);
    }

    String badge() {
        return switch (kind) {
            case "read" -> "quiet";
            case "admin" -> "critical";
            default -> "medium";
        };
    }
}
