package dev.assay.registry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.registry.tools.Proposal.Confidence;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class ProposalsTest {

    private static final List<String> NONE = List.of();

    /** Names of tools of well-known servers, and what a careful person would call them. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    read_file, READ
                    read_multiple_files, READ
                    write_file, WRITE
                    edit_file, WRITE
                    create_directory, WRITE
                    list_directory, READ
                    directory_tree, READ
                    move_file, WRITE
                    search_files, READ
                    get_file_info, READ
                    list_allowed_directories, READ
                    create_or_update_file, WRITE
                    push_files, WRITE
                    get_file_contents, READ
                    issue_read, READ
                    issue_write, WRITE
                    pull_request_read, READ
                    list_commits, READ
                    merge_pull_request, WRITE
                    request_copilot_review, WRITE
                    get_workflow_run_logs, READ
                    delete_workflow_run_logs, WRITE
                    fork_repository, WRITE
                    slack_post_message, WRITE
                    slack_get_channel_history, READ
                    slack_add_reaction, WRITE
                    conversations_add_message, WRITE
                    send_email, WRITE
                    draft_email, WRITE
                    search_emails, READ
                    get_or_create_label, WRITE
                    delete_email, WRITE
                    batch_delete_emails, NEVER
                    batch_modify_emails, NEVER
                    git_status, READ
                    git_diff_unstaged, READ
                    git_commit, WRITE
                    git_reset, WRITE
                    git_log, READ
                    browser_navigate, WRITE
                    browser_click, WRITE
                    browser_take_screenshot, READ
                    puppeteer_fill, WRITE
                    API-post-search, READ
                    API-patch-page, WRITE
                    API-delete-a-block, WRITE
                    notion-create-pages, WRITE
                    create_entities, WRITE
                    delete_entities, WRITE
                    read_graph, READ
                    get-library-docs, READ
                    getJiraIssue, READ
                    transitionJiraIssue, WRITE
                    editJiraIssue, WRITE
                    searchConfluenceUsingCql, READ
                    create_customer, WRITE
                    list_invoices, READ
                    create_invoice, WRITE
                    retrieve_balance, READ
                    create_price, NEVER
                    create_payment_link, NEVER
                    create_refund, NEVER
                    cancel_subscription, NEVER
                    list_subscriptions, READ
                    get_orders, READ
                    get_products, READ
                    create_campaign, WRITE
                    update_budget, WRITE
                    run_query, WRITE
                    run_migration, WRITE
                    drop_table, NEVER
                    delete_all_messages, NEVER
                    deleteProject, NEVER
                    create_user, NEVER
                    updateUserRole, NEVER
                    list_users, READ
                    add_team_member, NEVER
                    set_permissions, NEVER
                    export_all_customers, NEVER
                    dump_database, NEVER
                    update_firewall_policy, NEVER
                    createAPIKey, NEVER
                    get_bulk_prices, READ
                    sequentialthinking, WRITE
                    """)
    void proposesTheClassOfKnownToolsByTheirNamesAlone(String name, ToolClass expected) {
        var proposal = propose(name, "", NONE, null, null, NONE);

        assertThat(proposal.toolClass()).as(name + " " + proposal.reasons()).isEqualTo(expected);
        assertThat(proposal.reasons()).isNotEmpty();
    }

    @Test
    void believesTheCodeMoreThanTheClaimAndNamesTheContradiction() {
        var proposal =
                propose("get_notes", "", NONE, true, null, List.of("deletes files (unlink)"));

        assertThat(proposal.toolClass()).isEqualTo(ToolClass.WRITE);
        assertThat(proposal.destructive()).isTrue();
        assertThat(proposal.approvalMode()).isEqualTo(ApprovalMode.PREVIEW);
        assertThat(proposal.confidence()).isEqualTo(Confidence.LOW);
        assertThat(proposal.contradictions())
                .containsExactly("it claims to read only, and its code deletes files (unlink)");
    }

    @Test
    void believesTheClaimMoreThanTheName() {
        var searching = propose("request_page", "", NONE, true, null, NONE);
        assertThat(searching.toolClass()).isEqualTo(ToolClass.READ);
        assertThat(searching.confidence()).isEqualTo(Confidence.LOW);
        assertThat(searching.contradictions())
                .containsExactly(
                        "it claims to read only, and its name speaks of changing something");

        var changing = propose("get_report", "", NONE, false, null, NONE);
        assertThat(changing.toolClass()).isEqualTo(ToolClass.WRITE);
        assertThat(changing.contradictions()).hasSize(1);
    }

    @Test
    void letsNoClaimTakeAwayThatANameDeletesOrIsNoTool() {
        var deleting = propose("delete_note", "", NONE, true, null, NONE);
        assertThat(deleting.toolClass()).isEqualTo(ToolClass.WRITE);
        assertThat(deleting.contradictions()).hasSize(1);

        var exporting = propose("export_all_users", "", NONE, true, false, NONE);
        assertThat(exporting.toolClass()).isEqualTo(ToolClass.NEVER);
        assertThat(exporting.rateLimit().max()).isZero();
    }

    @Test
    void isSureWhereNameAndClaimAgree() {
        var proposal = propose("list_files", "", NONE, true, null, NONE);

        assertThat(proposal.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(proposal.contradictions()).isEmpty();
    }

    @Test
    void takesAnArgumentThatIsACommandForAChangeUnlessTheToolClaimsToReadOnly() {
        assertThat(propose("query", "", List.of("sql"), null, null, NONE).toolClass())
                .isEqualTo(ToolClass.WRITE);
        assertThat(propose("query", "", List.of("sql"), true, null, NONE).toolClass())
                .isEqualTo(ToolClass.READ);
    }

    @Test
    void readsTheDescriptionWhereTheNameIsNoVerb() {
        assertThat(propose("weather", "Returns the forecast", NONE, null, null, NONE).toolClass())
                .isEqualTo(ToolClass.READ);
    }

    @Test
    void proposesTighterLimitsTheMoreHarmACallCanDo() {
        var read = propose("get_note", "", NONE, null, null, NONE);
        var write = propose("create_note", "", NONE, null, null, NONE);
        var delete = propose("delete_note", "", NONE, null, null, NONE);

        assertThat(read.rateLimit().isLooserThan(write.rateLimit())).isTrue();
        assertThat(write.rateLimit().isLooserThan(delete.rateLimit())).isTrue();
        assertThat(read.approvalMode()).isEqualTo(ApprovalMode.NONE);
        assertThat(write.approvalMode()).isEqualTo(ApprovalMode.CONFIRM);
    }

    @Test
    void namesTheDataThatNameAndArgumentsSpeakOf() {
        assertThat(
                        propose("sendEmail", "", List.of("recipientAddress"), null, null, NONE)
                                .dataClasses())
                .containsExactly("personal data", "messages");
    }

    private static Proposal propose(
            String name,
            String description,
            List<String> arguments,
            @Nullable Boolean readOnly,
            @Nullable Boolean destructive,
            List<String> does) {
        return Proposals.of(
                new ToolOffer(
                        name,
                        description,
                        arguments,
                        readOnly,
                        destructive,
                        does,
                        Sha256.of(name.getBytes(StandardCharsets.UTF_8))));
    }
}
