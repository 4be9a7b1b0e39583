package dev.assay.registry.rest;

import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.scope.KnownScope;
import dev.assay.registry.scope.ScopeCatalogue;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** The OAuth scopes that requests ask for, and the catalogue that they are held against. */
@RestController
final class ScopesController {

    private final ReviewStore reviews;
    private final Reports reports;

    ScopesController(ReviewStore reviews, Reports reports) {
        this.reviews = reviews;
        this.reports = reports;
    }

    record KnownScopeDocument(
            String scope,
            String scopeClass,
            String allows,
            List<String> narrower,
            @Nullable String readOnly) {}

    record ProviderDocument(String provider, String name, List<KnownScopeDocument> scopes) {}

    /**
     * @param scopeClass {@code unknown} for what is not in the catalogue
     * @param instead scopes that allow less
     */
    record ScopeDocument(
            String provider,
            String scope,
            String scopeClass,
            boolean inCatalogue,
            @Nullable String allows,
            List<String> instead,
            String workflow,
            String reason) {}

    @GetMapping("/api/v1/scopes")
    Map<String, List<ProviderDocument>> catalogue() {
        var catalogue = ScopeCatalogue.builtIn();
        return Map.of(
                "providers",
                catalogue.providers().entrySet().stream()
                        .map(
                                each ->
                                        new ProviderDocument(
                                                each.getKey(),
                                                each.getValue(),
                                                catalogue.of(each.getKey()).stream()
                                                        .map(ScopesController::document)
                                                        .toList()))
                        .toList());
    }

    @GetMapping("/api/v1/releases/{id}/scopes")
    Map<String, List<ScopeDocument>> asked(@PathVariable String id) {
        var release = reports.release(id).id();
        return Map.of(
                "scopes",
                AskedScope.of(reviews.requests(release)).stream()
                        .map(ScopesController::document)
                        .toList());
    }

    private static KnownScopeDocument document(KnownScope scope) {
        return new KnownScopeDocument(
                scope.scope(),
                scope.kind().words(),
                scope.allows(),
                scope.narrower(),
                scope.reads());
    }

    private static ScopeDocument document(AskedScope scope) {
        var known = scope.known();
        return new ScopeDocument(
                scope.provider(),
                scope.scope(),
                known.map(each -> each.kind().words()).orElse("unknown"),
                known.isPresent(),
                known.map(KnownScope::allows).orElse(null),
                known.map(KnownScope::instead).orElse(List.of()),
                scope.workflow(),
                scope.reason());
    }
}
