package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the default rules say of tools, by their names, arguments and limits. */
class ToolRulesTest {

    @ParameterizedTest
    @CsvSource({
        "raw-query-tools, run_sql, get_order",
        "raw-query-tools, execute-command, list_commands",
        "tools-that-should-not-be, bulk_delete, delete_note",
        "tools-that-should-not-be, update_billing, get_billing",
        "tools-that-should-not-be, manage_users, list_users",
        "tools-that-should-not-be, export_all, export_note",
        "data-can-be-exported, export_customers, find_customers",
    })
    void goByTheNameOfATool(String rule, String broken, String kept) {
        assertThat(breaks(rule, Map.of("name", broken))).isTrue();
        assertThat(breaks(rule, Map.of("name", kept))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody-names-themselves, user_id, note_id",
        "nobody-names-themselves, tenantId, title",
        "nobody-names-themselves, organisation_id, organisation",
        "no-secrets-as-arguments, api_key, key",
        "no-secrets-as-arguments, access_token, page_token",
        "no-secrets-as-arguments, password, pass",
    })
    void goByTheArgumentsOfATool(String rule, String broken, String kept) {
        assertThat(breaks(rule, Map.of("name", "t", "arguments", List.of("a", broken)))).isTrue();
        assertThat(breaks(rule, Map.of("name", "t", "arguments", List.of("a", kept)))).isFalse();
    }

    @Test
    void wantASchemaOfAnswers() {
        assertThat(breaks("answers-have-a-schema", Map.of("name", "t"))).isTrue();
        assertThat(breaks("answers-have-a-schema", Map.of("name", "t", "hasOutputSchema", true)))
                .isFalse();
    }

    @Test
    void tellOfProgramsAndCodeThatIsMade() {
        var starts = Map.of("kind", "process-spawn", "inRelease", 2, "inDependencies", 0);
        var below = Map.of("kind", "process-spawn", "inRelease", 0, "inDependencies", 2);
        assertThat(breaks("dangerous-primitives", "capabilities", starts)).isTrue();
        assertThat(breaks("dangerous-primitives", "capabilities", below)).isFalse();
    }

    @Test
    void letNoToolWriteOftenerThanAnotherReads() {
        var read = entry("get_note", ToolClass.READ, new RateLimit(30, 60));
        var never = entry("wipe", ToolClass.NEVER, new RateLimit(900, 60));
        var rarely = entry("put_note", ToolClass.WRITE, new RateLimit(1800, 3600));
        var often = entry("put_note", ToolClass.WRITE, new RateLimit(31, 60));

        assertThat(oftener(read, never, rarely)).isEmpty();
        assertThat(oftener(read, never, often)).containsExactly("put_note");
    }

    private static List<String> oftener(ToolEntry... matrix) {
        var code = new CodeFacts();
        code.add(
                new Profile(
                        Profile.SCHEMA,
                        Profile.ANALYSIS,
                        "pkg:npm/notes@1.0.0",
                        null,
                        new Coverage(1, 1000, 1000, 1000, List.of(), 1, 0, 0),
                        List.of(matrix).stream().map(each -> offer(each.name())).toList(),
                        List.of(),
                        Map.of()),
                true);
        var facts = new FactsBuilder().code(code).tools(List.of(matrix), 0).build();
        return RuleSet.builtIn().judge(facts).rules().stream()
                .filter(each -> each.id().equals("writing-is-rarer-than-reading"))
                .flatMap(each -> each.values().stream())
                .toList();
    }

    private static Fact offer(String name) {
        return new Fact(
                FindingKind.TOOL_ADDED,
                name,
                null,
                true,
                Via.PLAIN,
                new Evidence("pkg:npm/notes@1.0.0", "index.js", 1, 1, null, name),
                Map.of());
    }

    private static ToolEntry entry(String name, ToolClass toolClass, RateLimit limit) {
        return new ToolEntry(
                Id.random(),
                Id.random(),
                name,
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                "{}",
                toolClass,
                toolClass,
                false,
                new ToolTerms(List.of(), "", List.of(), ApprovalMode.NONE, limit),
                null,
                Id.random(),
                Instant.EPOCH,
                null,
                null);
    }

    private static boolean breaks(String rule, Map<String, Object> tool) {
        return breaks(rule, "tools", tool);
    }

    private static boolean breaks(String rule, String list, Map<String, ?> item) {
        return RuleSet.builtIn().judge(Facts.of(Map.of(list, List.of(item)))).rules().stream()
                .filter(each -> each.id().equals(rule))
                .anyMatch(each -> each.outcome() == RuleResult.Outcome.BROKEN);
    }
}
