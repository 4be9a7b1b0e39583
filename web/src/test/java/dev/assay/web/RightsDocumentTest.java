package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RightsTable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code docs/rights.md} is written from the tables that are enforced; with {@code
 * ASSAY_WRITE_DOCS=1} this test writes it.
 */
@RunningAssay
class RightsDocumentTest {

    private static final Path FILE = Path.of("../docs/rights.md");

    @Autowired List<RightsTable> tables;

    @Test
    void saysWhatIsEnforced() throws IOException {
        var text = document();
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("docs/rights.md; ASSAY_WRITE_DOCS=1 and this test write it anew")
                .isEqualTo(text);
    }

    private String document() {
        var roles =
                Arrays.stream(Role.values()).map(Role::words).collect(Collectors.joining(" | "));
        return """
               # Who may call what

               Written by a test from the tables that the service enforces (`PageRights`, `ApiRights`), and walked by another:
               every endpoint by every role, by nobody, and by tokens of every scope. What stands in no row is refused.

               - *anyone*: also without signing in. A dot: whoever is signed in with that role.
               - *Token*: the scope that a token needs beside its owner's role; where there is none, only people get in, by
                 their session or their password. The gate's listener asks for `gate:read`, where it asks for a token at all.
               - The tools of `/mcp` open what the rows open that they stand for: `GET /api/v1/standing` for the two that
                 read, `POST /api/v1/drafts` for the one that writes, and that to a token alone.

               | | Path | anyone | %s | Token |
               |---|---|%s---|
               """
                        .formatted(roles, ":-:|".repeat(Role.values().length + 1))
                + tables.stream()
                        .flatMap(table -> table.rows().stream())
                        .sorted(
                                Comparator.comparing(Endpoint::pattern)
                                        .thenComparing(row -> row.method().name()))
                        .map(RightsDocumentTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(Endpoint row) {
        var anyone = row.callers() instanceof Callers.Anyone;
        var roles =
                Arrays.stream(Role.values())
                        .map(role -> anyone || row.callers().admits(Set.of(role)) ? " · |" : " |")
                        .collect(Collectors.joining());
        var scope = row.scope();
        return "| "
                + row.method()
                + " | `"
                + row.pattern()
                + "` |"
                + (anyone ? " yes |" : " |")
                + roles
                + (scope == null || anyone ? " |" : " " + scope.words() + " |")
                + "\n";
    }
}
