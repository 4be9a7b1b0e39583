package dev.assay.registry.record;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.EnumSet;
import java.util.Set;

/**
 * What of a record somebody may see. Where secrets are kept is for whoever owns them, decides or
 * checks; everything else is for everybody here.
 */
public final class RecordSight {

    private static final Set<Role> ALL =
            EnumSet.of(
                    Role.SECURITY,
                    Role.DATA_PROTECTION,
                    Role.PROCUREMENT,
                    Role.SYSTEM_OWNER,
                    Role.AUDITOR,
                    Role.ADMINISTRATOR);

    private RecordSight() {}

    public static boolean seesAll(Account account) {
        return account.roles().stream().anyMatch(ALL::contains);
    }

    /** The record without what somebody may not see. */
    public static ServerRecord of(ServerRecord record, Account account) {
        return seesAll(account)
                ? record
                : new ServerRecord(
                        record.server(),
                        record.purl(),
                        record.name(),
                        record.entries().stream().filter(each -> isFor(each, account)).toList());
    }

    /** The same with its day and its digest, which stays that of the whole. */
    public static KeptRecord of(KeptRecord kept, Account account) {
        return new KeptRecord(kept.at(), kept.digest(), of(kept.record(), account));
    }

    private static boolean isFor(Entry entry, Account account) {
        return entry.subject() != Subject.CREDENTIAL
                || entry.text(Field.CREDENTIAL_OWNER).equals(account.login());
    }
}
