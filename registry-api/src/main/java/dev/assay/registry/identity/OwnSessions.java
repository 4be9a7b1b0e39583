package dev.assay.registry.identity;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is signed in from where, so that people find a session that is not theirs and end it.
 * Sessions live in the memory of their node, and so does this.
 */
public final class OwnSessions implements HttpSessionListener {

    private static final int LONGEST_AGENT = 200;

    /**
     * One session.
     *
     * @param mark names it to its owner, and is not the secret that opens it
     * @param agent what the browser calls itself
     */
    public record Session(
            String mark,
            Id account,
            Instant since,
            Instant lastSeen,
            String address,
            String agent) {}

    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    OwnSessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes that a session is in use.
     *
     * @return false where it was ended from elsewhere
     */
    boolean seen(HttpServletRequest request, HttpSession session, SignedIn who) {
        if (ended.contains(session.getId())) {
            return false;
        }
        var agent = request.getHeader("User-Agent");
        sessions.put(
                session.getId(),
                new Session(
                        mark(session.getId()),
                        who.account().id(),
                        who.since(),
                        clock.instant(),
                        String.valueOf(request.getRemoteAddr()),
                        agent == null
                                ? ""
                                : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT))));
        return true;
    }

    /** The sessions of an account, the last used first. */
    public List<Session> of(Id account) {
        return sessions.values().stream()
                .filter(session -> session.account().equals(account))
                .sorted(Comparator.comparing(Session::lastSeen).reversed())
                .toList();
    }

    /** Ends one of an account's own sessions, from its next request on. */
    public void end(Id account, String mark) {
        sessions.forEach(
                (id, session) -> {
                    if (session.account().equals(account) && session.mark().equals(mark)) {
                        ended.add(id);
                        sessions.remove(id);
                    }
                });
    }

    public static String mark(String sessionId) {
        return Sha256.of(sessionId.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        sessions.remove(event.getSession().getId());
        ended.remove(event.getSession().getId());
    }
}
