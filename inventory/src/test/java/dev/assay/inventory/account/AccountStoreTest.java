package dev.assay.inventory.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class AccountStoreTest {

    @Parameter Database database;
    private AccountStore accounts;

    @BeforeEach
    void open() {
        accounts = new AccountStore(database.jdbc(), Database.ticking());
    }

    @Test
    void remembersAPersonWithTheirRoles() {
        var login = Samples.name();

        var added =
                accounts.add(login, "Rita", "a hash", Set.of(Role.REQUESTER, Role.SYSTEM_OWNER));

        assertThat(accounts.find(login)).contains(added);
        assertThat(accounts.find(added.id())).contains(added);
        assertThat(accounts.all()).contains(added);
        assertThat(added.roles()).containsExactlyInAnyOrder(Role.REQUESTER, Role.SYSTEM_OWNER);
        assertThat(added.disabled()).isFalse();
        assertThat(accounts.find("nobody")).isEmpty();
    }

    @Test
    void keepsOnePersonPerLogin() {
        var login = Samples.name();
        accounts.add(login, "One", "a hash", Set.of());

        assertThatThrownBy(() -> accounts.add(login, "Two", "a hash", Set.of()))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void changesAPassword() {
        var account = accounts.add(Samples.name(), "Rita", "the old one", Set.of());

        accounts.changePassword(account.id(), "the new one");

        assertThat(accounts.passwordHash(account.id())).contains("the new one");
    }

    @Test
    void keepsTheAccountOfThePolicyFromPeopleAndFromSignIn() {
        var policy = accounts.find(Account.POLICY).orElseThrow();

        assertThat(policy.disabled()).isTrue();
        assertThat(policy.roles()).isEmpty();
        assertThat(accounts.passwordHash(policy.id())).contains("");
        assertThat(accounts.all()).doesNotContain(policy);
        assertThat(accounts.standings()).noneMatch(each -> each.account().equals(policy));
    }
}
