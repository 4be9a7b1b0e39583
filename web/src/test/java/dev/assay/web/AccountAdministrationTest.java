package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.AccountAdministration;
import dev.assay.registry.identity.AccountOutcome;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What administrators do to accounts, and what nobody does. */
@RunningAssay
class AccountAdministrationTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired AccountAdministration administration;
    @Autowired AccountStore accounts;
    @Autowired AuditTrail audit;

    @Test
    void rolesThatAreTakenAwayAreGoneWithTheNextClick() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var account = installation.account(Role.REQUESTER, Role.AUDITOR);
        var session = signedIn(account, Installation.PASSWORD);
        assertThat(status(session, "/request")).isEqualTo(200);

        assertThat(administration.changeRoles(root, account.id(), Set.of(Role.AUDITOR)))
                .isInstanceOf(AccountOutcome.Done.class);

        assertThat(status(session, "/request")).isEqualTo(403);
        assertThat(status(session, "/account")).isEqualTo(200);
        assertThat(audit.of(account.login()).getLast())
                .extracting(AuditEvent::actor, AuditEvent::action)
                .containsExactly(root.login(), "account.roles-changed");
    }

    @Test
    void aDisabledAccountHasNoSessionAndNoSignInUntilItIsEnabled() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var account = installation.account(Role.AUDITOR);
        var session = signedIn(account, Installation.PASSWORD);

        administration.disable(root, account.id());

        assertThat(status(session, "/account")).isEqualTo(302);
        assertThat(signIn(account, Installation.PASSWORD, new MockHttpSession()))
                .isEqualTo("/signin?failed");
        administration.enable(root, account.id());
        assertThat(signIn(account, Installation.PASSWORD, new MockHttpSession())).isEqualTo("/");
    }

    @Test
    void anErasedAccountIsAPseudonymOnTheTrailAndOpensNothing() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var account = installation.account(Role.AUDITOR);
        var session = signedIn(account, Installation.PASSWORD);

        mvc.perform(
                post("/accounts/{id}/erasure", account.id())
                        .session(signedIn(root, Installation.PASSWORD))
                        .with(csrf()));

        var left = accounts.find(account.id()).orElseThrow();
        assertThat(left.login()).startsWith("person:").isEqualTo(left.displayName());
        assertThat(left.roles()).isEmpty();
        assertThat(left.disabled()).isTrue();
        assertThat(accounts.find(account.login())).isEmpty();
        assertThat(status(session, "/account")).isEqualTo(302);
        assertThat(signIn(account, Installation.PASSWORD, new MockHttpSession()))
                .isEqualTo("/signin?failed");
        assertThat(audit.of(account.login())).as("by the login").isEmpty();
        assertThat(audit.of(left.login()))
                .extracting(AuditEvent::actor, AuditEvent::action)
                .contains(tuple(left.login(), "account.signed-in"))
                .endsWith(tuple(root.login(), "account.erased"));
        assertThat(audit.of(left.login()))
                .noneMatch(event -> event.toString().contains(account.login()));
    }

    @Test
    void nobodyUndoesAnErasureNorErasesThemselves() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var account = installation.account(Role.AUDITOR);
        administration.erase(root, account.id());

        assertThat(administration.enable(root, account.id()))
                .isInstanceOf(AccountOutcome.Refused.class);
        assertThat(administration.resetPassword(root, account.id()))
                .isInstanceOf(AccountOutcome.Refused.class);
        assertThat(administration.erase(root, root.id()))
                .isInstanceOf(AccountOutcome.Refused.class);
        assertThat(accounts.find(root.id()).orElseThrow().disabled()).isFalse();
    }

    @Test
    void aResetPasswordOpensNothingButTheFormToChooseAnother() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var account = installation.account(Role.AUDITOR);
        var before = signedIn(account, Installation.PASSWORD);

        var reset = (AccountOutcome.Done) administration.resetPassword(root, account.id());
        var password = String.valueOf(reset.generatedPassword());

        assertThat(status(before, "/account")).as("the session from before").isEqualTo(302);
        var session = signedIn(account, password);
        var elsewhere = mvc.perform(get("/approved").session(session)).andReturn().getResponse();
        assertThat(elsewhere.getRedirectedUrl()).isEqualTo("/account");
        var called =
                mvc.perform(get("/api/v1/releases").with(httpBasic(account.login(), password)))
                        .andReturn()
                        .getResponse();
        assertThat(called.getStatus()).isEqualTo(403);
        assertThat(called.getContentAsString()).contains("Choose a password of your own first");
        assertThat(status(session, "/account")).isEqualTo(200);

        var changed =
                mvc.perform(
                                put("/api/v1/me/password")
                                        .with(httpBasic(account.login(), password))
                                        .contentType("application/json")
                                        .content(
                                                "{\"current\":\""
                                                        + password
                                                        + "\",\"wanted\":\"another long phrase\"}"))
                        .andReturn()
                        .getResponse();
        assertThat(changed.getStatus()).isEqualTo(204);
        assertThat(status(signedIn(account, "another long phrase"), "/approved")).isEqualTo(200);
    }

    @Test
    void nobodyAdministersTheirOwnAccount() {
        var root = installation.account(Role.ADMINISTRATOR);
        installation.account(Role.ADMINISTRATOR);

        assertThat(complaint(administration.changeRoles(root, root.id(), Set.of(Role.SECURITY))))
                .contains("Nobody administers their own account");
        assertThat(complaint(administration.disable(root, root.id())))
                .contains("Nobody administers their own account");
        assertThat(complaint(administration.resetPassword(root, root.id())))
                .contains("Nobody administers their own account");
    }

    @Test
    void twoAdministratorsWhoDisableEachOtherAtOnceLeaveOne() throws Exception {
        var first = installation.account(Role.ADMINISTRATOR);
        var second = installation.account(Role.ADMINISTRATOR);
        for (var other : accounts.all()) {
            if (other.has(Role.ADMINISTRATOR)
                    && !Set.of(first.id(), second.id()).contains(other.id())) {
                administration.disable(first, other.id());
            }
        }

        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<AccountOutcome> one = () -> administration.disable(first, second.id());
            Callable<AccountOutcome> two = () -> administration.disable(second, first.id());
            var outcomes = Set.of(workers.submit(one), workers.submit(two));
            for (var outcome : outcomes) {
                outcome.get();
            }
        }

        var left =
                accounts.all().stream()
                        .filter(each -> each.has(Role.ADMINISTRATOR) && !each.disabled())
                        .toList();
        assertThat(left).hasSize(1);
    }

    @Test
    void passwordsThatAreGuessedFirstAreRefusedAndLongOnesCountWhole() throws Exception {
        var account = installation.account(Role.AUDITOR);
        for (var bad :
                new String[] {
                    "too short",
                    "Password2026!",
                    "P@ssw0rd1234",
                    "qwertyuiop123",
                    "123456789012",
                    "aaaaaaaaaaaaaa",
                    "summer2026summer",
                    "iloveyou1234",
                    "anna19840312",
                    account.login() + " is my name",
                    "x".repeat(100) + "y".repeat(101)
                }) {
            assertThat(change(account, bad)).as(bad).isEqualTo(422);
        }
        for (var good : new String[] {"4f08d1729b3360c15e27", "83629104772395017264"}) {
            var other = installation.account(Role.AUDITOR);
            assertThat(change(other, good)).as(good).isEqualTo(204);
        }
        var phrase = "sieben krumme Nägel im Gebälk ".repeat(3);
        assertThat(change(account, phrase + "a")).isEqualTo(204);
        assertThat(signIn(account, phrase + "b", new MockHttpSession()))
                .isEqualTo("/signin?failed");
        assertThat(signIn(account, phrase + "a", new MockHttpSession())).isEqualTo("/");
    }

    @Test
    void oneEndsASessionOfOnesOwnFromAnother() throws Exception {
        var account = installation.account(Role.AUDITOR);
        var here = signedIn(account, Installation.PASSWORD);
        var there = signedIn(account, Installation.PASSWORD);
        assertThat(status(there, "/account")).isEqualTo(200);
        var page = mvc.perform(get("/account").session(here)).andReturn().getResponse();
        var mark = dev.assay.registry.identity.OwnSessions.mark(String.valueOf(there.getId()));
        assertThat(page.getContentAsString()).contains(mark);

        mvc.perform(post("/account/sessions/" + mark + "/end").session(here).with(csrf()));

        assertThat(status(there, "/account")).isEqualTo(302);
        assertThat(status(here, "/account")).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        var session = signedIn(installation.account(Role.AUDITOR), Installation.PASSWORD);

        mvc.perform(post("/signout").session(session).with(csrf()));

        assertThat(session.isInvalid()).isTrue();
    }

    private int change(Account account, String wanted) throws Exception {
        return mvc.perform(
                        put("/api/v1/me/password")
                                .with(httpBasic(account.login(), Installation.PASSWORD))
                                .contentType("application/json")
                                .characterEncoding("UTF-8")
                                .content(
                                        "{\"current\":\""
                                                + Installation.PASSWORD
                                                + "\",\"wanted\":\""
                                                + wanted
                                                + "\"}"))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static String complaint(AccountOutcome outcome) {
        return outcome instanceof AccountOutcome.Refused(var complaints)
                ? String.join(" ", complaints.values())
                : "none";
    }

    private MockHttpSession signedIn(Account account, String password) throws Exception {
        var session = new MockHttpSession();
        signIn(account, password, session);
        return session;
    }

    private String signIn(Account account, String password, MockHttpSession session)
            throws Exception {
        return String.valueOf(
                mvc.perform(
                                post("/signin")
                                        .session(session)
                                        .with(csrf())
                                        .param("login", account.login())
                                        .param("password", password))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl());
    }

    private int status(MockHttpSession session, String path) throws Exception {
        MockHttpServletResponse answer =
                mvc.perform(get(path).session(session)).andReturn().getResponse();
        return answer.getStatus();
    }
}
