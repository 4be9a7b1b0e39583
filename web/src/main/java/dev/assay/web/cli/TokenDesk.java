package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where tokens are made, listed and revoked. */
interface TokenDesk extends AutoCloseable {

    /** Makes one and gives it back. */
    String create(@Nullable String owner, String name, List<String> scopes, String stage, int days)
            throws IncompleteException, UsageException, InterruptedException;

    /** One line each. */
    List<String> list() throws IncompleteException, InterruptedException;

    void revoke(String id) throws IncompleteException, UsageException, InterruptedException;

    @Override
    void close();

    static String line(
            String id,
            String owner,
            String scopes,
            String stage,
            String expires,
            String state,
            String name) {
        return String.join("  ", id, owner, scopes, stage, expires, state, name);
    }
}
