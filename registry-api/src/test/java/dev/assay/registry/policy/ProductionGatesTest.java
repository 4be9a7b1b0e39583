package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Checklist;
import dev.assay.registry.policy.RuleSet.Reading;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of {@code samples/policy}, for houses that hold production back. */
class ProductionGatesTest {

    private static final Path FILE = Path.of("../samples/policy/production-gates.yaml");

    private static final List<String> STATED =
            List.of("transport", "hosting-country", "authentication", "maintainer-type", "logs");

    @Test
    void holdProductionBackUntilEverythingIsOnRecord() throws IOException {
        var nothing = facts("production", false, "api-key");
        assertThat(unmet(nothing))
                .containsExactlyInAnyOrder(
                        "launch-list-is-gone-through",
                        "set-up-holds",
                        "failures-hold",
                        "writing-is-earned-first",
                        "inventory-is-whole",
                        "no-static-keys",
                        "six-of-six");
        assertThat(unmet(facts("production", true, "oauth-client"))).isEmpty();
    }

    @Test
    void askNothingOfASandbox() throws IOException {
        assertThat(unmet(facts("sandbox", false, "api-key"))).isEmpty();
        assertThat(unmet(facts("pilot", false, "api-key")))
                .containsExactly("writing-is-earned-first");
    }

    @Test
    void areRequiredHereAndAKeyIsToldByTheDefaultSetToo() {
        assertThat(told(facts("pilot", false, "api-key"))).contains("credentials-end");
        assertThat(told(facts("pilot", false, "oauth-client"))).doesNotContain("credentials-end");
    }

    @Test
    void areWaivedForNinetyDaysAtMost() throws IOException {
        assertThat(rules().rules())
                .allSatisfy(
                        rule ->
                                assertThat(rule.waiver().maxDays())
                                        .as(rule.id())
                                        .isLessThanOrEqualTo(90));
    }

    private static List<String> unmet(Facts facts) throws IOException {
        return rules().judge(facts).unmet().stream().map(RuleResult::id).toList();
    }

    private static List<String> told(Facts facts) {
        return RuleSet.builtIn().judge(facts).rules().stream()
                .filter(each -> each.outcome() == RuleResult.Outcome.BROKEN)
                .map(RuleResult::id)
                .toList();
    }

    private static RuleSet rules() throws IOException {
        var file = new PolicyFiles.File("production-gates.yaml", Files.readString(FILE));
        return ((Reading.Taken) RuleSet.read(PolicyFiles.of(List.of(file)))).rules();
    }

    private static Facts facts(String stage, boolean onRecord, String key) {
        var lists =
                Arrays.stream(Checklist.values())
                        .collect(
                                Collectors.toMap(
                                        Checklist::key,
                                        list ->
                                                Map.<String, Object>of(
                                                        "complete",
                                                        onRecord,
                                                        "missing",
                                                        onRecord
                                                                ? List.of()
                                                                : List.of(list.title()))));
        var record = new HashMap<String, Object>();
        if (onRecord) {
            STATED.forEach(each -> record.put(each, Map.of("value", "x", "provenance", "stated")));
        }
        return Facts.of(
                Map.of(
                        "release",
                        Map.of("stage", said(stage)),
                        "checklists",
                        lists,
                        "record",
                        record,
                        "identities",
                        List.of(Map.of("name", "bot", "kind", said(key))),
                        "tools",
                        List.of(
                                Map.of(
                                        "name",
                                        "put",
                                        "class",
                                        said("write"),
                                        "approvalMode",
                                        said(onRecord ? "confirm" : "none")))));
    }

    private static Map<String, Object> said(String value) {
        return Map.of("value", value, "provenance", "stated");
    }
}
