package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.store.Id;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people state of a server reaches the rules, with who says so. */
class StatedRulesTest {

    private static final Id SOMEBODY = Id.random();
    private static final List<String> ABOUT_THE_RECORD =
            List.of(
                    "community-near-business-systems",
                    "identities-are-its-own",
                    "identities-keep-to-one-environment",
                    "service-credentials-see-nobody",
                    "a-log-that-counts",
                    "more-than-a-prompt",
                    "transfers-have-a-safeguard",
                    "set-up-is-tested",
                    "failures-are-tested",
                    "writes-are-earned",
                    "what-failed-is-mended");

    @Test
    void whatNobodyStatedBreaksNothingBeforeProduction() {
        assertThat(broken("pilot", "nobody", List.of())).isEmpty();
        assertThat(broken("", "personal", List.of())).isEmpty();
    }

    @Test
    void productionWantsItsSetUpAndItsFailuresTestedOnce() {
        assertThat(broken("production", "nobody", List.of()))
                .containsExactlyInAnyOrder("set-up-is-tested", "failures-are-tested");

        var checks = new ArrayList<StatedValue>();
        for (var list : List.of(Checklist.SETUP, Checklist.TESTS)) {
            for (var item : list.items()) {
                checks.add(said(Field.CHECK_RESULT, list.entryKey(item), "pass"));
                checks.add(said(Field.CHECK_EVIDENCE, list.entryKey(item), "run 7"));
            }
        }
        assertThat(broken("production", "nobody", checks)).isEmpty();
        checks.add(said(Field.CHECK_RESULT, "tests/expired", "fail"));
        assertThat(broken("production", "nobody", checks))
                .containsExactlyInAnyOrder("failures-are-tested", "what-failed-is-mended");
        assertThat(broken("pilot", "nobody", checks)).containsExactly("what-failed-is-mended");
        assertThat(broken("sandbox", "nobody", checks)).isEmpty();
    }

    @Test
    void aCommunityNearProductionSystemsIsLookedAt() {
        assertThat(
                        broken(
                                "pilot",
                                "nobody",
                                List.of(said(Field.SERVER_MAINTAINER_TYPE, "", "community"))))
                .containsExactly("community-near-business-systems");
    }

    @Test
    void sharedAndPersonalIdentitiesStayOutOfProduction() {
        var shared = said(Field.IDENTITY_SHARING, "mail-bot", "shared");
        assertThat(broken("pilot", "nobody", List.of(shared))).isEmpty();
        assertThat(
                        broken(
                                "pilot",
                                "nobody",
                                List.of(
                                        shared,
                                        said(
                                                Field.IDENTITY_ENVIRONMENT,
                                                "mail-bot",
                                                "pilot",
                                                "production"))))
                .containsExactlyInAnyOrder(
                        "identities-are-its-own", "identities-keep-to-one-environment");
    }

    @Test
    void aServicesRightsAndPeoplesDataAreSeenTogether() {
        var service = said(Field.IDENTITY_MODE, "mail-bot", "service");
        assertThat(broken("pilot", "nobody", List.of(service))).isEmpty();
        assertThat(broken("pilot", "personal", List.of(service)))
                .containsExactly("service-credentials-see-nobody");
    }

    @Test
    void aLocalLogAndAPromptAloneAreNotEnough() {
        assertThat(
                        broken(
                                "pilot",
                                "nobody",
                                List.of(
                                        said(Field.SERVER_LOGS, "", "local"),
                                        said(Field.SERVER_ENFORCEMENT, "", "prompt-only"))))
                .containsExactlyInAnyOrder("a-log-that-counts", "more-than-a-prompt");
        assertThat(
                        broken(
                                "pilot",
                                "nobody",
                                List.of(
                                        said(Field.SERVER_LOGS, "", "local", "provider"),
                                        said(Field.SERVER_ENFORCEMENT, "", "server"))))
                .isEmpty();
        assertThat(broken("pilot", "nobody", List.of(said(Field.SERVER_LOGS, ""))))
                .as("it is known that there is none")
                .containsExactly("a-log-that-counts");
    }

    @Test
    void personalDataGoesAbroadWithASafeguardAlone() {
        var abroad = said(Field.DESTINATION_COUNTRY, "api.example.com", "US");
        assertThat(broken("pilot", "nobody", List.of(abroad))).isEmpty();
        assertThat(broken("pilot", "personal", List.of(abroad)))
                .containsExactly("transfers-have-a-safeguard");
        assertThat(
                        broken(
                                "pilot",
                                "personal",
                                List.of(
                                        abroad,
                                        said(
                                                Field.DESTINATION_TRANSFER,
                                                "api.example.com",
                                                "adequacy"))))
                .isEmpty();
    }

    @Test
    void toolsThatWriteAreTriedFirst() {
        var facts = facts("pilot", "nobody", List.of());
        facts.put(
                "tools",
                List.of(
                        Map.of(
                                "name",
                                "send_mail",
                                "class",
                                Map.of("value", "write", "provenance", "stated"))));
        assertThat(broken(facts)).containsExactly("writes-are-earned");
    }

    private static List<String> broken(String stage, String people, List<StatedValue> stated) {
        return broken(facts(stage, people, stated));
    }

    private static List<String> broken(Map<String, Object> facts) {
        return RuleSet.builtIn().judge(Facts.of(facts)).rules().stream()
                .filter(RuleResult::isBroken)
                .map(RuleResult::id)
                .filter(ABOUT_THE_RECORD::contains)
                .toList();
    }

    private static Map<String, Object> facts(
            String stage, String people, List<StatedValue> stated) {
        var facts =
                new FactsBuilder()
                        .answer("systems", List.of("production"))
                        .answer("data-subjects", List.of(people))
                        .destinations(
                                List.of(
                                        new FactsBuilder.Destination(
                                                "api.example.com", true, List.of(), false)))
                        .record(stated)
                        .build();
        var known = new HashMap<String, Object>(facts.values());
        known.put("release", Map.of("stage", Map.of("value", stage, "provenance", "stated")));
        return known;
    }

    private static StatedValue said(Field field, String key, String... words) {
        return new StatedValue(
                SOMEBODY, field, key, List.of(words), SOMEBODY, Instant.EPOCH, "a test");
    }
}
