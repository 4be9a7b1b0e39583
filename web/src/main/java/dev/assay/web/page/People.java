package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.store.Id;

import org.springframework.stereotype.Component;

/** The names of people, as pages write them. */
@Component
final class People {

    private final AccountStore accounts;

    People(AccountStore accounts) {
        this.accounts = accounts;
    }

    String name(Id account) {
        return accounts.find(account).map(Account::displayName).orElse("somebody unknown");
    }
}
