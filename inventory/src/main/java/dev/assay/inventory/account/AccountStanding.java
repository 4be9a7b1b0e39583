package dev.assay.inventory.account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * How an account stands, for those who administer it.
 *
 * @param identity where its holder signs in, null for a local account
 * @param passwordChangeDue whether its password is good for nothing but choosing another
 * @param passwordExpiresAt when such a password ends, null for never
 * @param lastSignedInAt null for never
 */
public record AccountStanding(
        Account account,
        @Nullable ExternalIdentity identity,
        boolean passwordChangeDue,
        @Nullable Instant passwordExpiresAt,
        @Nullable Instant lastSignedInAt) {

    public AccountStanding {
        Objects.requireNonNull(account, "account is null");
    }
}
