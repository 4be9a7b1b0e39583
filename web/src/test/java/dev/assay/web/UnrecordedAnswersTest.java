package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What has to be on the audit trail before it is given: where it cannot be written, nothing is. */
@RunningAssay
class UnrecordedAnswersTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired JdbcClient jdbc;

    @AfterEach
    void unblock() {
        jdbc.sql("ALTER TABLE audit_event DROP CONSTRAINT IF EXISTS no_such_event").update();
    }

    @ParameterizedTest
    @CsvSource({
        "export.made, /api/v1/exports/audit-csv",
        "audit.exported, /api/v1/audit/export?format=csv",
        "page.read, /api/v1/audit"
    })
    void nothingLeavesThatIsNotRecorded(String event, String address) throws Exception {
        var auditor = installation.account(Role.AUDITOR);
        assertThat(answered(auditor, address)).startsWith("200 ").hasSizeGreaterThan(10);
        block(event);

        assertThat(answered(installation.account(Role.AUDITOR), address))
                .as("a server's own fault, and not a word of what was asked for")
                .satisfiesAnyOf(
                        each -> assertThat(each).startsWith("500 "),
                        each -> assertThat(each).startsWith("503 "),
                        each -> assertThat(each).startsWith("thrown"))
                .doesNotContain("sequence,at,actor", "\"events\"", "Package,");
    }

    @Test
    void whoeverMayNotIsRefusedWhenTheRefusalCannotBeRecorded() throws Exception {
        block("access.denied");
        assertThat(answered(installation.account(Role.REQUESTER), "/api/v1/accounts"))
                .doesNotStartWith("200")
                .doesNotContain("\"accounts\"");
    }

    private void block(String event) {
        jdbc.sql(
                        "ALTER TABLE audit_event ADD CONSTRAINT no_such_event CHECK (action <> '"
                                + event
                                + "') NOCHECK")
                .update();
    }

    private String answered(Account account, String address) {
        try {
            var answer =
                    mvc.perform(get(address).with(installation.as(account)))
                            .andReturn()
                            .getResponse();
            return answer.getStatus() + " " + answer.getContentAsString();
        } catch (Exception e) {
            return "thrown " + e.getClass().getSimpleName();
        }
    }
}
