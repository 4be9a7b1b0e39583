package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.ExternalIdentity;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.Accounts;
import dev.assay.web.VisitingBrowser.Seen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Signing in at a real identity provider, and at one that is broken, hostile or away. */
class OidcSignInTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir static Path folder;

    private static IdentityProvider provider;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        provider = IdentityProvider.start(folder);
        var secret = Files.writeString(folder.resolve("secret"), "a secret of the test alone\n");
        service =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--db-scheduler.enabled=false",
                                "--assay.upstream.npm.url=http://127.0.0.1:9/",
                                "--assay.data-directory=" + folder.resolve("data"),
                                "--assay.oidc.issuer=" + provider.issuer(),
                                "--assay.oidc.client-id=assay",
                                "--assay.oidc.client-secret-file=" + secret,
                                "--assay.oidc.name=Company sign-on",
                                "--assay.oidc.scopes=openid,profile,groups",
                                "--assay.oidc.groups[0].group=/mcp/security",
                                "--assay.oidc.groups[0].roles=security,requester",
                                "--assay.oidc.groups[1].group=auditors",
                                "--assay.oidc.groups[1].roles=auditor");
        provider.register(assay() + "/signin/callback/provider", assay() + "/signin?signedout");
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @BeforeEach
    void sound() throws Exception {
        provider.fault("");
    }

    private static String assay() {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private static AccountStore accounts() {
        return service.getBean(AccountStore.class);
    }

    private static Seen signIn(VisitingBrowser browser, String login) throws Exception {
        return browser.signIn(assay() + "/signin/with/provider", login);
    }

    private static void expectRefused(Seen seen, String... sentences) {
        assertThat(seen.address().getPath()).as(seen.body()).isEqualTo("/signin");
        assertThat(seen.body()).contains(sentences);
    }

    @Test
    void makesAnAccountAtTheFirstSignInWithTheRolesOfItsGroups() throws Exception {
        provider.person("nora", "/mcp/security", "everybody");
        try (var browser = new VisitingBrowser()) {
            assertThat(browser.get(assay() + "/").body()).contains("Sign in with Company sign-on");

            var seen = signIn(browser, "nora");

            assertThat(seen.address().getPath()).as(seen.body()).isEqualTo("/");
            assertThat(seen.body()).contains("Nora of the Company", "Sign out");
            var account =
                    accounts().find(new ExternalIdentity(provider.issuer(), "nora")).orElseThrow();
            assertThat(account.login()).isEqualTo("nora");
            assertThat(account.roles()).containsExactlyInAnyOrder(Role.SECURITY, Role.REQUESTER);
            assertThat(accounts().passwordHash(account.id())).isEmpty();
            assertThat(accounts().standing(account.id()).orElseThrow().lastSignedInAt())
                    .isNotNull();
            assertThat(service.getBean(AuditTrail.class).of("nora"))
                    .extracting(AuditEvent::action)
                    .containsExactly("account.created", "account.signed-in");
        }
    }

    @Test
    void asksWithStateAndNonceAndAProofKey() throws Exception {
        try (var browser = new VisitingBrowser()) {
            browser.get(assay() + "/signin/with/provider");
            assertThat(browser.visited.getFirst().getQuery())
                    .contains(
                            "response_type=code",
                            "state=",
                            "nonce=",
                            "code_challenge=",
                            "code_challenge_method=S256");
        }
    }

    @Test
    void takesTheRolesAnewAtEachSignIn() throws Exception {
        provider.person("otto", "/mcp/security");
        try (var browser = new VisitingBrowser()) {
            signIn(browser, "otto");
        }
        provider.person("otto", "auditors");
        try (var browser = new VisitingBrowser()) {
            signIn(browser, "otto");
        }
        assertThat(accounts().find("otto").orElseThrow().roles()).containsExactly(Role.AUDITOR);

        provider.person("otto", "everybody");
        try (var browser = new VisitingBrowser()) {
            expectRefused(signIn(browser, "otto"), "lists you in no group that has a role here");
            assertThat(browser.get(assay() + "/account").address().getPath()).isEqualTo("/signin");
        }
        assertThat(accounts().find("otto").orElseThrow().roles()).isEmpty();
    }

    @Test
    void refusesSomebodyWithoutAGroupAndMakesNoAccount() throws Exception {
        provider.person("paul");
        try (var browser = new VisitingBrowser()) {
            expectRefused(
                    signIn(browser, "paul"),
                    "Company sign-on lists you in no group that has a role here",
                    "name=\"password\"");
        }
        assertThat(accounts().find("paul")).isEmpty();
    }

    @Test
    void neverTakesALocalAccountOfTheSameLoginForTheSamePerson() throws Exception {
        service.getBean(Accounts.class)
                .create("test", "ada", "Ada Local", Set.of(Role.ADMINISTRATOR), PASSWORD);
        provider.person("ada", "auditors");
        try (var browser = new VisitingBrowser()) {
            var seen = signIn(browser, "ada");
            assertThat(seen.address().getPath()).isEqualTo("/");
            assertThat(browser.get(assay() + "/account").body()).contains("ada@127.0.0.1");
            assertThat(browser.get(assay() + "/accounts").status()).isEqualTo(403);
        }
        assertThat(accounts().find("ada").orElseThrow().displayName()).isEqualTo("Ada Local");
    }

    @Test
    void aDisabledAccountStaysOut() throws Exception {
        provider.person("dora", "auditors");
        try (var browser = new VisitingBrowser()) {
            signIn(browser, "dora");
            accounts().disable(accounts().find("dora").orElseThrow().id(), true);
            assertThat(browser.get(assay() + "/account").address().getPath()).isEqualTo("/signin");
        }
        try (var browser = new VisitingBrowser()) {
            expectRefused(signIn(browser, "dora"), "your account here is disabled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuer",
                "audience",
                "authorized-party",
                "no-nonce",
                "expired",
                "far-ahead",
                "foreign-key",
                "unsigned"
            })
    void trustsNoIdTokenWithAWrong(String fault) throws Exception {
        provider.person("mallory", "/mcp/security");
        provider.fault(fault);
        try (var browser = new VisitingBrowser()) {
            expectRefused(signIn(browser, "mallory"), "an answer that cannot be trusted");
        }
        assertThat(accounts().find("mallory")).isEmpty();
    }

    @Test
    void trustsNoAnswerToAQuestionThatSomebodyElseAsked() throws Exception {
        provider.person("mallory", "/mcp/security");
        try (var browser = new VisitingBrowser()) {
            browser.between(address -> address.replaceFirst("nonce=[^&]+", "nonce=another"));
            expectRefused(signIn(browser, "mallory"), "an answer that cannot be trusted");
        }
        try (var browser = new VisitingBrowser()) {
            browser.between(
                    address ->
                            address.contains("/callback/")
                                    ? address.replaceFirst("state=[^&]+", "state=another")
                                    : address);
            expectRefused(signIn(browser, "mallory"), "an answer that cannot be trusted");
        }
        assertThat(accounts().find("mallory")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"just-expired", "ahead"})
    void forgivesClocksThatAreLessThanAMinuteApart(String fault) throws Exception {
        provider.person("clock", "auditors");
        provider.fault(fault);
        try (var browser = new VisitingBrowser()) {
            assertThat(signIn(browser, "clock").address().getPath()).isEqualTo("/");
        }
    }

    @Test
    void findsTheProvidersNewKeyByItself() throws Exception {
        provider.person("rita", "auditors");
        try (var browser = new VisitingBrowser()) {
            assertThat(signIn(browser, "rita").address().getPath()).isEqualTo("/");
        }
        provider.newKey();
        try (var browser = new VisitingBrowser()) {
            assertThat(signIn(browser, "rita").address().getPath()).isEqualTo("/");
        }
    }

    @Test
    void signsOutAtTheProviderAsWell() throws Exception {
        provider.person("sina", "auditors");
        try (var browser = new VisitingBrowser()) {
            var home = signIn(browser, "sina");
            browser.visited.clear();

            browser.post(assay() + "/signout", "_csrf=" + VisitingBrowser.csrf(home));

            var there = browser.visited.getFirst().toString();
            assertThat(there)
                    .startsWith(provider.issuer() + "/session/end?id_token_hint=")
                    .contains("post_logout_redirect_uri=" + assay());
            assertThat(browser.get(assay() + "/account").address().getPath()).isEqualTo("/signin");
        }
    }
}
