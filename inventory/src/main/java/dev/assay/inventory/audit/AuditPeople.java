package dev.assay.inventory.audit;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who the pseudonyms of the audit trail stand for. The trail can never be changed, so it has no
 * login of an account on it: it has {@code person:} and 32 random hexadecimal digits, made once for
 * an account. Which account that is stands in a table beside the trail, and can be forgotten.
 */
public final class AuditPeople {

    private static final Pattern PSEUDONYM = Pattern.compile("person:[0-9a-f]{32}");
    private static final Pattern MARKED = Pattern.compile("\u0002([^\u0002\u0003]{1,100})\u0003");

    /** What events of these kinds are about is a login. */
    private static final Set<String> ABOUT_PEOPLE = Set.of("account", "calendar", "signing-key");

    private record Known(String accountId, @Nullable String pseudonym) {}

    private final JdbcClient jdbc;

    public AuditPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A login inside the words of an event, so that the trail takes it for a person's. */
    public static String mark(String login) {
        return "\u0002" + login + "\u0003";
    }

    public static boolean isPseudonym(String text) {
        return PSEUDONYM.matcher(text).matches();
    }

    /** The words with the logins that were marked as they are. */
    static String unmarked(String words) {
        return MARKED.matcher(words).replaceAll(found -> literally(found.group(1)));
    }

    /** What the trail has instead of a login; the login itself where there is no such account. */
    String pseudonymOf(String login) {
        var known = find(login);
        if (known.isEmpty()) {
            return login;
        }
        var pseudonym = known.get().pseudonym();
        return pseudonym == null ? make(known.get().accountId()) : pseudonym;
    }

    /** The pseudonym that a login has by now, if it has one. */
    Optional<String> known(String login) {
        return find(login).map(Known::pseudonym);
    }

    /** What an event is about, with a pseudonym where that is somebody. */
    String subject(String action, String subject) {
        return ABOUT_PEOPLE.contains(action.replaceFirst("\\..*", ""))
                ? pseudonymOf(subject)
                : subject;
    }

    /** The words with pseudonyms for the logins that were marked. */
    String words(String words) {
        // The queries run before the replacing: a matcher has one state.
        var replaced = new HashMap<String, String>();
        MARKED.matcher(words)
                .results()
                .map(found -> found.group(1))
                .forEach(login -> replaced.computeIfAbsent(login, this::pseudonymOf));
        return MARKED.matcher(words).replaceAll(found -> literally(replaced.get(found.group(1))));
    }

    /** The events for people: with logins for the pseudonyms of accounts that were not erased. */
    List<AuditEvent> named(List<AuditEvent> events) {
        var met = new HashSet<String>();
        for (var event : events) {
            for (var text : List.of(event.actor(), event.subject(), event.detail())) {
                PSEUDONYM.matcher(text).results().map(MatchResult::group).forEach(met::add);
            }
        }
        if (met.isEmpty()) {
            return events;
        }
        var logins = logins(met);
        return events.stream().map(event -> named(event, logins)).toList();
    }

    /**
     * Forgets who a pseudonym stands for. No event changes; whom they are about cannot be told from
     * then on.
     *
     * @return the pseudonym, made now where the account had none
     */
    public String forget(Id account) {
        var known =
                jdbc.sql("SELECT pseudonym FROM audit_person WHERE account_id = :account")
                        .param("account", account.value())
                        .query(String.class)
                        .optional();
        jdbc.sql("DELETE FROM audit_person WHERE account_id = :account")
                .param("account", account.value())
                .update();
        return known.orElseGet(AuditPeople::fresh);
    }

    private Optional<Known> find(String login) {
        if (login.equals(AuditTrail.SERVICE) || isPseudonym(login)) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                        SELECT a.id, p.pseudonym
                        FROM account a LEFT JOIN audit_person p ON p.account_id = a.id
                        WHERE a.login = :login AND a.id <> :policy
                        """)
                .param("login", login)
                .param("policy", Account.POLICY.value())
                .query((row, number) -> new Known(Rows.text(row, "id"), row.getString("pseudonym")))
                .optional();
    }

    /** The head of the chain is held meanwhile, so no two are made for one account. */
    private String make(String account) {
        var pseudonym = fresh();
        jdbc.sql("INSERT INTO audit_person (pseudonym, account_id) VALUES (:pseudonym, :account)")
                .param("pseudonym", pseudonym)
                .param("account", account)
                .update();
        return pseudonym;
    }

    private static String fresh() {
        return "person:" + Id.random();
    }

    private Map<String, String> logins(Set<String> pseudonyms) {
        var logins = new HashMap<String, String>();
        jdbc.sql(
                        """
                        SELECT p.pseudonym, a.login
                        FROM audit_person p JOIN account a ON a.id = p.account_id
                        WHERE p.pseudonym IN (:pseudonyms)
                        """)
                .param("pseudonyms", pseudonyms)
                .query(
                        row -> {
                            logins.put(Rows.text(row, "pseudonym"), Rows.text(row, "login"));
                        });
        return logins;
    }

    private static AuditEvent named(AuditEvent event, Map<String, String> logins) {
        return new AuditEvent(
                event.sequence(),
                event.at(),
                named(event.actor(), logins),
                event.action(),
                named(event.subject(), logins),
                named(event.detail(), logins),
                event.previous(),
                event.hash());
    }

    private static String named(String text, Map<String, String> logins) {
        return PSEUDONYM
                .matcher(text)
                .replaceAll(found -> literally(logins.getOrDefault(found.group(), found.group())));
    }

    private static String literally(@Nullable String text) {
        return Matcher.quoteReplacement(text == null ? "" : text);
    }
}
