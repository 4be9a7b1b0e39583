package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One's own account.
 *
 * @param local whether there is a password here
 * @param signs whether their votes count, so that they may sign what comes of them
 * @param keyProblem why a key was not taken, or null
 * @param due whether nothing else can be done before the password is changed
 */
record AccountView(
        String login,
        String name,
        String roles,
        boolean local,
        boolean due,
        List<Session> sessions,
        boolean signs,
        List<Key> keys,
        @Nullable String keyProblem,
        Map<String, String> errors) {

    /** A public key of theirs. */
    record Key(String id, String title, Instant since) {}

    /**
     * A session of theirs.
     *
     * @param own whether it is the one that shows this page
     */
    record Session(
            String mark,
            Instant since,
            Instant lastSeen,
            String address,
            String agent,
            boolean own) {}

    AccountView {
        keys = List.copyOf(keys);
        sessions = List.copyOf(sessions);
        errors = Map.copyOf(errors);
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }
}
