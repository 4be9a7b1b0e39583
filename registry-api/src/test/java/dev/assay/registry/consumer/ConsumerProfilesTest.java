package dev.assay.registry.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

/** What each profile lets a consumer do. */
class ConsumerProfilesTest {

    private static final List<String> NAMES =
            List.of(
                    "get_invoice",
                    "list_payments",
                    "draft_note",
                    "update_ticket",
                    "frobnicate",
                    "send_mail",
                    "pay_invoice",
                    "createSupplier",
                    "update-bank-details",
                    "deleteRecord",
                    "bulk_update",
                    "remove_label",
                    "grant_role",
                    "submit_draft",
                    "add_comment");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send_email",
                "sendEMail",
                "SEND-DRAFT",
                "createSuppliers",
                "create_supplier_draft",
                "update_bank_details",
                "draftBankDetails",
                "deleteDraft",
                "deletedraftrecord",
                "draft_payment",
                "ｓｅｎｄ_draft"
            })
    void keepsAFinanceAgentFromPayingSendingAndDeleting(String tool) {
        assertThat(refused("finance", tool, ToolClass.WRITE, "")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "get_invoice, READ",
        "list_payments, READ",
        "read_bank_details, READ",
        "draft_note, WRITE",
        "createDraft, WRITE",
        "add_comments, WRITE"
    })
    void letsAFinanceAgentReadAndDraft(String tool, ToolClass toolClass) {
        assertThat(refused("finance", tool, toolClass, "")).isFalse();
    }

    @Test
    void refusesAFinanceAgentWhatReachesBankDetailsByItsDataWhateverItsName() {
        assertThat(refused("finance", "draft_note", ToolClass.WRITE, "Bank account")).isTrue();
        assertThat(refused("finance", "get_note", ToolClass.READ, "Bank account")).isFalse();
    }

    @Test
    void refusesAnUnknownWritingToolWhereTheProfileIsClosedAlone() {
        assertThat(refused("finance", "frobnicate", ToolClass.WRITE, "")).isTrue();
        assertThat(refused("research", "frobnicate", ToolClass.WRITE, "")).isTrue();
        assertThat(refused("operations", "frobnicate", ToolClass.WRITE, "")).isFalse();
        assertThat(refused("operations", "wipe_everything", ToolClass.WRITE, "")).isTrue();
    }

    @Test
    void isNotTalkedRoundByANameThatBeginsAsIfItRead() {
        assertThat(refused("finance", "get_and_delete_draft", ToolClass.WRITE, "")).isTrue();
        assertThat(refused("operations", "list_purge", ToolClass.WRITE, "")).isTrue();
    }

    @Test
    void keepsASingleWriteConsumerFromReading() {
        assertThat(refused("single-write", "update_ticket", ToolClass.WRITE, "")).isFalse();
        assertThat(refused("single-write", "get_ticket", ToolClass.READ, "")).isTrue();
    }

    @Test
    void refusesEverythingUnderAProfileThatNobodyKnows() {
        assertThat(refused("gone", "get_invoice", ToolClass.READ, "")).isTrue();
    }

    @Test
    void letsANarrowerProfileDoNothingThatTheWiderRefuses() {
        var profiles = ConsumerProfiles.builtIn();
        for (var narrow : profiles.all()) {
            assertThat(profiles.isNarrower(narrow.id(), "")).isTrue();
            assertThat(profiles.isNarrower("", narrow.id())).isFalse();
            for (var wide : narrow.within()) {
                assertThat(profiles.isNarrower(narrow.id(), wide)).isTrue();
                for (var name : NAMES) {
                    for (var toolClass : List.of(ToolClass.READ, ToolClass.WRITE)) {
                        assertThat(
                                        refused(narrow.id(), name, toolClass, "")
                                                || !refused(wide, name, toolClass, ""))
                                .as("%s in %s: %s", narrow.id(), wide, name)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static boolean refused(String profile, String tool, ToolClass toolClass, String data) {
        return ConsumerProfiles.builtIn()
                .objection(consumer(profile), entry(tool, toolClass, data))
                .isPresent();
    }

    private static Consumer consumer(String profile) {
        return new Consumer(
                Id.random(),
                "agent",
                "invoices",
                Id.random(),
                Stage.PRODUCTION,
                "",
                profile,
                Id.random(),
                Instant.EPOCH,
                null);
    }

    private static ToolEntry entry(String name, ToolClass toolClass, String data) {
        return new ToolEntry(
                Id.random(),
                Id.random(),
                name,
                Sha256.of(new byte[] {1}),
                "{}",
                toolClass,
                toolClass,
                false,
                new ToolTerms(
                        data.isEmpty() ? List.of() : List.of(data),
                        "",
                        List.of(),
                        ApprovalMode.NONE,
                        new RateLimit(1, 60)),
                null,
                null,
                null,
                null,
                null);
    }
}
