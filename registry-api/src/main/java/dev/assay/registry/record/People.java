package dev.assay.registry.record;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** People by their login, as the audit trail names them; each is asked for once. */
final class People {

    private final AccountStore accounts;
    private final Map<Id, String> logins = new HashMap<>();

    People(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** Empty where nobody is meant. */
    String login(@Nullable Id id) {
        return id == null
                ? ""
                : logins.computeIfAbsent(
                        id, none -> accounts.find(id).map(Account::login).orElse(id.value()));
    }
}
