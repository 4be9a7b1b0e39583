package dev.assay.registry.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slows down guessing: after some failures for one account from one address, or many from one
 * address for any account, nobody signs in that way until the failures have aged. The account stays
 * open from elsewhere, so nobody can lock a colleague out; only after far more failures from
 * everywhere together does it close for an hour, and even then not to the addresses from which its
 * holder has signed in before.
 */
final class SignInThrottle {

    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private record Failures(int count, Instant first, Instant last) {}

    private final Clock clock;
    private final int perAccount;
    private final int perAddress;
    private final int anywhere;
    private final Duration window;

    // Insertion order is by last failure, so the eldest entry is the one that matters least.
    private final Map<String, Failures> remembered = new LinkedHashMap<>();

    /**
     * Failures by login, from all addresses together, within the hour that began with the first.
     */
    private final Map<String, Failures> byLogin = new LinkedHashMap<>();

    /** Accounts with the addresses from which their holders have signed in. */
    private final Set<String> familiar = new LinkedHashSet<>();

    SignInThrottle(Clock clock, int perAccount, int perAddress, int anywhere, Duration window) {
        this.clock = clock;
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.anywhere = anywhere;
        this.window = window;
    }

    /** How long to wait before the next try counts, empty when it may be made now. */
    synchronized Optional<Duration> waitFor(String login, String address) {
        var now = clock.instant();
        return until(byAccount(login, address), perAccount)
                .or(() -> until(address, perAddress))
                .or(() -> untilAnywhere(login, address))
                .filter(now::isBefore)
                .map(end -> Duration.between(now, end));
    }

    synchronized void failed(String login, String address) {
        count(byAccount(login, address));
        count(address);
        var now = clock.instant();
        var before = byLogin.remove(login);
        var begin = before == null || ended(before, now) ? now : before.first();
        var count = before == null || ended(before, now) ? 1 : before.count() + 1;
        byLogin.put(login, new Failures(count, begin, now));
        if (byLogin.size() > MOST_REMEMBERED) {
            byLogin.remove(byLogin.keySet().iterator().next());
        }
    }

    /** A success forgives the account's failures, not the address's. */
    synchronized void succeeded(String login, String address) {
        remembered.remove(byAccount(login, address));
        familiar.add(byAccount(login, address));
        if (familiar.size() > MOST_REMEMBERED) {
            familiar.remove(familiar.iterator().next());
        }
    }

    private Optional<Instant> untilAnywhere(String login, String address) {
        var failures = byLogin.get(login);
        return failures == null
                        || failures.count() < anywhere
                        || familiar.contains(byAccount(login, address))
                ? Optional.empty()
                : Optional.of(failures.first().plus(HOUR));
    }

    private static boolean ended(Failures failures, Instant now) {
        return !now.isBefore(failures.first().plus(HOUR));
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
        remembered.put(
                key, new Failures(aged ? 1 : before.count() + 1, aged ? now : before.first(), now));
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    private static String byAccount(String login, String address) {
        return address + " " + login;
    }
}
