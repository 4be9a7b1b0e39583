package dev.assay.registry.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing: after some failures for one account from one address, or many from one
 * address for any account, nobody signs in that way until the failures have aged. The account stays
 * open from elsewhere, so nobody can lock a colleague out.
 */
final class SignInThrottle {

    private static final int MOST_REMEMBERED = 20_000;

    private record Failures(int count, Instant last) {}

    private final Clock clock;
    private final int perAccount;
    private final int perAddress;
    private final Duration window;

    // Insertion order is by last failure, so the eldest entry is the one that matters least.
    private final Map<String, Failures> remembered = new LinkedHashMap<>();

    SignInThrottle(Clock clock, int perAccount, int perAddress, Duration window) {
        this.clock = clock;
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.window = window;
    }

    /** How long to wait before the next try counts, empty when it may be made now. */
    synchronized Optional<Duration> waitFor(String login, String address) {
        var now = clock.instant();
        return until(byAccount(login, address), perAccount)
                .or(() -> until(address, perAddress))
                .filter(now::isBefore)
                .map(end -> Duration.between(now, end));
    }

    synchronized void failed(String login, String address) {
        count(byAccount(login, address));
        count(address);
    }

    /** A success forgives the account's failures, not the address's. */
    synchronized void succeeded(String login, String address) {
        remembered.remove(byAccount(login, address));
    }

    private Optional<Instant> until(String key, int most) {
        var failures = remembered.get(key);
        return failures == null || failures.count() < most
                ? Optional.empty()
                : Optional.of(failures.last().plus(window));
    }

    private void count(String key) {
        var now = clock.instant();
        var before = remembered.remove(key);
        var aged = before == null || before.last().plus(window).isBefore(now);
        remembered.put(key, new Failures(aged ? 1 : before.count() + 1, now));
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    private static String byAccount(String login, String address) {
        return address + " " + login;
    }
}
