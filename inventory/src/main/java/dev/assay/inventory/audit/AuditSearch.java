package dev.assay.inventory.audit;

import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks events up. A cursor is an event's sequence: events are numbered in the order in which they
 * are committed, so what was read once stays where it was, and nothing slips in before it.
 */
public final class AuditSearch {

    private static final int AT_A_TIME = 1000;

    /** Takes one event after another: as it was written, and with logins for pseudonyms. */
    @FunctionalInterface
    public interface Sink<E extends Exception> {

        void take(AuditEvent written, AuditEvent named) throws E;
    }

    private final JdbcClient jdbc;
    private final AuditPeople people;

    public AuditSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.people = new AuditPeople(jdbc);
    }

    /**
     * The newest events that are older than one, newest first, with logins for pseudonyms; null for
     * the newest of all.
     */
    public List<AuditEvent> before(AuditFilter filter, @Nullable Long cursor, int most) {
        return people.named(
                select(
                        filter,
                        cursor == null ? "" : " AND sequence < :cursor",
                        cursor,
                        "DESC",
                        most));
    }

    /** The oldest events that are newer than one, newest first, with logins for pseudonyms. */
    public List<AuditEvent> after(AuditFilter filter, long cursor, int most) {
        return people.named(select(filter, " AND sequence > :cursor", cursor, "ASC", most))
                .reversed();
    }

    public long count(AuditFilter filter) {
        var parameters = new LinkedHashMap<String, Object>();
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE " + where(filter, parameters))
                .params(parameters)
                .query(Long.class)
                .single();
    }

    /** How many events there are after one. */
    public long countAfter(long sequence) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE sequence > :sequence")
                .param("sequence", sequence)
                .query(Long.class)
                .single();
    }

    /**
     * All events that a filter lets through and that there are now, oldest first. They are read in
     * portions, so that there may be any number of them.
     *
     * @return how many
     */
    public <E extends Exception> long each(AuditFilter filter, Sink<E> sink) throws E {
        var last = jdbc.sql("SELECT max(sequence) FROM audit_event").query(Long.class).optional();
        var end = last.orElse(0L);
        var cursor = 0L;
        var count = 0L;
        while (true) {
            var portion = select(filter, " AND sequence > :cursor", cursor, "ASC", AT_A_TIME);
            var named = people.named(portion).iterator();
            for (var event : portion) {
                if (event.sequence() > end) {
                    return count;
                }
                sink.take(event, named.next());
                cursor = event.sequence();
                count++;
            }
            if (portion.size() < AT_A_TIME) {
                return count;
            }
        }
    }

    /** The actions there are, for a choice. */
    public List<String> actions() {
        return jdbc.sql("SELECT DISTINCT action FROM audit_event ORDER BY action")
                .query(String.class)
                .list();
    }

    private List<AuditEvent> select(
            AuditFilter filter, String more, @Nullable Long cursor, String order, int most) {
        var parameters = new LinkedHashMap<String, Object>();
        var where = where(filter, parameters);
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        parameters.put("most", most);
        return jdbc.sql(
                        "SELECT * FROM audit_event WHERE "
                                + where
                                + more
                                + " ORDER BY sequence "
                                + order
                                + " LIMIT :most")
                .params(parameters)
                .query(AuditTrail::read)
                .list();
    }

    private String where(AuditFilter filter, Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        conditions.add("1 = 1");
        person("actor", filter.actor(), conditions, parameters);
        equal("server", filter.server(), conditions, parameters);
        person("subject", filter.subject(), conditions, parameters);
        if (filter.tool() != null) {
            conditions.add(Behind.TOOL);
            parameters.put("tool", filter.tool());
            parameters.put("granted", GrantEvents.like(filter.tool()));
            parameters.put("consumer", GrantEvents.CONSUMER);
        }
        if (filter.system() != null) {
            conditions.add(Behind.SYSTEM);
            parameters.put("system", filter.system());
            parameters.put("reached", Behind.reached(filter.system()));
        }
        var action = filter.action();
        if (action != null && !action.contains(".")) {
            conditions.add("(action = :action OR action LIKE :kind ESCAPE '!')");
            parameters.put("action", action);
            parameters.put("kind", literally(action) + ".%");
        } else {
            equal("action", action, conditions, parameters);
        }
        if (filter.outcome() != null) {
            conditions.add(outcome(filter.outcome()));
        }
        if (filter.from() != null) {
            conditions.add("at >= :since");
            parameters.put("since", Rows.column(filter.from()));
        }
        if (filter.until() != null) {
            conditions.add("at < :until");
            parameters.put("until", Rows.column(filter.until()));
        }
        return String.join(" AND ", conditions);
    }

    /** By the login, which older events have, and by the pseudonym. */
    private void person(
            String column,
            @Nullable String value,
            List<String> conditions,
            Map<String, Object> parameters) {
        var pseudonym = value == null ? null : people.known(value).orElse(null);
        if (pseudonym == null) {
            equal(column, value, conditions, parameters);
        } else {
            conditions.add(column + " IN (:" + column + ", :known" + column + ")");
            parameters.put(column, Objects.requireNonNull(value));
            parameters.put("known" + column, pseudonym);
        }
    }

    private static void equal(
            String column,
            @Nullable String value,
            List<String> conditions,
            Map<String, Object> parameters) {
        if (value != null) {
            conditions.add(column + " = :" + column);
            parameters.put(column, value);
        }
    }

    /** The endings are written in the code, by nobody else. */
    private static String outcome(AuditOutcome outcome) {
        if (outcome != AuditOutcome.DONE) {
            return "(" + ending(outcome) + ")";
        }
        return "NOT (" + ending(AuditOutcome.REFUSED) + " OR " + ending(AuditOutcome.FAILED) + ")";
    }

    private static String ending(AuditOutcome outcome) {
        return String.join(
                " OR ",
                outcome.endings().stream().map(each -> "action LIKE '%" + each + "'").toList());
    }

    static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
