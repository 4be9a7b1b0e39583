package dev.assay.registry.audit;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditFilter;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.tree.AuditCheckpoint;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the audit trail is searched, checked and taken out of the house. */
public final class AuditDesk {

    private static final Logger LOG = LoggerFactory.getLogger(AuditDesk.class);

    /** What the events about the trail itself are about. */
    private static final String SUBJECT = "the audit trail";

    /**
     * The chain when it was followed last.
     *
     * @param state what was found
     */
    public record Verified(Instant at, AuditChain.State state) {

        public boolean whole() {
            return state instanceof AuditChain.State.Whole;
        }
    }

    /**
     * Some events, newest first.
     *
     * @param older the cursor of those before, or null where there are none
     * @param newer the cursor of those after, or null where there were none
     * @param matches how many the filter lets through in all
     */
    public record Found(
            List<AuditEvent> events, @Nullable Long older, @Nullable Long newer, long matches) {}

    /**
     * The last checkpoint, and how far it reaches.
     *
     * @param key the id of the key that it is signed with, or null where that is none of ours
     * @param since how many events came after it
     */
    public record Signed(AuditCheckpoint checkpoint, @Nullable String key, long since) {}

    private final AuditTrail trail;
    private final AuditSearch search;
    private final AuditCheckpoints checkpoints;
    private final Clock clock;
    private volatile @Nullable Verified verified;

    AuditDesk(AuditTrail trail, AuditSearch search, AuditCheckpoints checkpoints, Clock clock) {
        this.trail = trail;
        this.search = search;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * A page of events.
     *
     * @param before older ones than this, or null
     * @param after newer ones than this, or null; it goes before {@code before}
     */
    public Found find(AuditFilter filter, @Nullable Long before, @Nullable Long after, int most) {
        var events =
                after == null
                        ? search.before(filter, before, most)
                        : search.after(filter, after, most);
        if (events.isEmpty()) {
            return new Found(events, null, null, search.count(filter));
        }
        var oldest = events.getLast().sequence();
        var newest = events.getFirst().sequence();
        return new Found(
                events,
                search.before(filter, oldest, 1).isEmpty() ? null : oldest,
                search.after(filter, newest, 1).isEmpty() ? null : newest,
                search.count(filter));
    }

    /** The actions there are. */
    public List<String> actions() {
        return search.actions();
    }

    /** The last look at the whole chain; the first one is taken now. */
    public Verified verified() {
        var last = verified;
        return last == null ? check() : last;
    }

    /** The last look at the whole chain, as this node took it; null before the first. */
    public @Nullable Verified lastVerified() {
        return verified;
    }

    /** Follows the chain now, because somebody wants to know. */
    public Verified verify(Account account) {
        var found = check();
        trail.append(account.login(), "audit.verified", SUBJECT, words(found.state()));
        return found;
    }

    /** What was signed last of the trail. */
    public Optional<AuditCheckpoint> checkpoint() {
        return checkpoints.last();
    }

    /** What was signed last of the trail, beside what is on it now; empty before the first. */
    public Optional<Signed> signed() {
        return checkpoints
                .last()
                .map(
                        each ->
                                new Signed(
                                        each,
                                        checkpoints.key(each).orElse(null),
                                        search.countAfter(each.sequence())));
    }

    /** Signs what is on the trail now, unless it is not what was written: that is told. */
    void sign() {
        if (checkpoints.make() instanceof AuditCheckpoints.Made.Refused) {
            check();
        }
    }

    /**
     * Follows the chain, and holds it to every checkpoint. That it is broken is told once for each
     * place.
     */
    Verified check() {
        var found = new Verified(clock.instant(), checkpoints.check());
        verified = found;
        if (found.state() instanceof AuditChain.State.Broken broken) {
            var told = words(broken);
            LOG.error("The audit trail is not what was written: {}", told);
            var known =
                    trail.of(SUBJECT).stream()
                            .anyMatch(
                                    each ->
                                            each.action().equals("audit.broken")
                                                    && each.detail().equals(told));
            if (!known) {
                trail.append(AuditTrail.SERVICE, "audit.broken", SUBJECT, told);
            }
        }
        return found;
    }

    /** How a chain stands, for people. */
    public static String words(AuditChain.State state) {
        return switch (state) {
            case AuditChain.State.Whole(var entries, var head) ->
                    String.format(
                            Locale.UK,
                            "whole, %,d events, the last one's hash is %s",
                            entries,
                            head);
            case AuditChain.State.Broken(var sequence, var why, var entries) ->
                    String.format(
                            Locale.UK,
                            "broken at event %d: %s; the %,d before it are whole",
                            sequence,
                            why,
                            entries);
        };
    }

    /**
     * Writes all events that a query finds, oldest first. That somebody does is on the trail before
     * the first byte leaves.
     */
    public void export(
            Account account,
            AuditQuery query,
            AuditFilter filter,
            AuditFormat format,
            OutputStream to)
            throws IOException {
        trail.append(
                account.login(),
                "audit.exported",
                SUBJECT,
                "as "
                        + format
                        + (query.parts().isEmpty() ? ", all of it" : ", only " + query.onTrail()));
        var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 64 * 1024);
        out.write(format.head());
        search.each(filter, (written, named) -> out.write(format.line(written, named)));
        out.flush();
    }
}
