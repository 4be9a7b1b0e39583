package dev.assay.registry.identity;

import dev.assay.inventory.account.Role;

import java.util.EnumSet;
import java.util.Set;

/** The roles whose holders decide about a release. */
final class ReviewerRoles {

    static final Set<Role> ALL =
            Set.copyOf(
                    EnumSet.of(
                            Role.SECURITY,
                            Role.DATA_PROTECTION,
                            Role.PROCUREMENT,
                            Role.SYSTEM_OWNER));

    private ReviewerRoles() {}
}
