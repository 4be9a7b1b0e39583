package dev.assay.registry.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.setup.SetupInstructions;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the catalogue calls administering is told where a README asks for it, and nothing less. */
class InstructionsAndScopesTest {

    /**
     * Words like any other; a README that names one of these names no scope that one could tell.
     */
    private static final List<String> PLAIN_WORDS = List.of("admin", "sudo", "full");

    static Stream<KnownScope> scopes() {
        var catalogue = ScopeCatalogue.builtIn();
        return catalogue.providers().keySet().stream().flatMap(each -> catalogue.of(each).stream());
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void instructionsAndTheCatalogueAgree(KnownScope scope) {
        var prefix =
                scope.scope().equals("cloud-platform") ? "https://www.googleapis.com/auth/" : "";
        var tree =
                new PackageTree(
                        Purl.npm("acme-mail", "1.0.0"),
                        null,
                        new TreeMap<>(
                                Map.of(
                                        "README.md",
                                        ("The token needs the scope `"
                                                        + prefix
                                                        + scope.scope()
                                                        + "`.\n")
                                                .getBytes(StandardCharsets.UTF_8))),
                        List.of());

        var told = SetupInstructions.in(tree).stream().map(Fact::value).toList();

        var administers =
                scope.kind() == KnownScope.Kind.ADMIN && !PLAIN_WORDS.contains(scope.scope());
        assertThat(told)
                .hasSize(administers ? 1 : 0)
                .allMatch(each -> each.endsWith(scope.scope()));
    }
}
