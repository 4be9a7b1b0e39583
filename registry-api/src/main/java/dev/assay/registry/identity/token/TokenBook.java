package dev.assay.registry.identity.token;

import dev.assay.inventory.account.HeldToken;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All tokens by digest, in memory, so that nobody waits for the database. It is read anew after
 * every change, and by a short poll; while the database is away, the last reading stays, over a
 * restart too.
 *
 * <p>Looking a digest up in a map tells by its time nothing that helps to guess a token: whoever
 * does not know the token cannot choose its digest.
 */
public final class TokenBook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenBook.class);

    /** How long a token that has ended is told apart from one that never was. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TokenStore store;
    private final Clock clock;
    private final Duration poll;
    private final @Nullable TokenFile file;

    private volatile @Nullable Map<Sha256, HeldToken> tokens;
    private @Nullable List<HeldToken> kept;
    private boolean databaseAway;

    /** When a token was last used, to the hour: so much is written, and once for that hour. */
    private final Map<Id, Instant> used = new ConcurrentHashMap<>();

    private final Map<Id, Instant> written = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** One that keeps nothing over a restart. */
    public TokenBook(TokenStore store, Clock clock, Duration poll) {
        this(store, clock, poll, null);
    }

    /**
     * @param file where what was read last is kept; null for nowhere
     */
    TokenBook(TokenStore store, Clock clock, Duration poll, @Nullable TokenFile file) {
        this.store = store;
        this.clock = clock;
        this.poll = poll;
        this.file = file;
    }

    /** Reads the records, or the file where the database is away, and goes on reading them. */
    void start() {
        refresh();
        if (tokens == null && file != null) {
            try {
                tokens = file.read().map(TokenBook::byDigest).orElse(null);
            } catch (IOException e) {
                LOG.error("No token is known until the database answers.", e);
            }
        }
        Thread.ofVirtual().name("token-book").start(this::keepReading);
    }

    /** Reads the records now. Once it returns, a token that was revoked opens nothing here. */
    public synchronized void refresh() {
        try {
            var read = store.held(clock.instant().minus(REMEMBERED));
            tokens = byDigest(read);
            databaseAway = false;
            keep(read);
        } catch (DataAccessException | TransactionException e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.warn(
                        "The database is away; the tokens known so far stay valid: {}",
                        e.getMostSpecificCause().getMessage());
            }
        }
    }

    private static Map<Sha256, HeldToken> byDigest(List<HeldToken> tokens) {
        var all = new HashMap<Sha256, HeldToken>();
        for (var held : tokens) {
            all.put(held.sha256(), held);
        }
        return all;
    }

    private void keep(List<HeldToken> read) {
        if (file == null || read.equals(kept)) {
            return;
        }
        try {
            file.write(read);
            kept = read;
        } catch (IOException e) {
            LOG.warn("The tokens could not be kept for a restart; it is tried again.", e);
        }
    }

    /**
     * The same for a thread that may still be bound to a transaction: returns when it is done, or
     * when that takes too long.
     */
    public void refreshSoon() {
        var refreshing = Thread.ofVirtual().name("token-refresh").start(this::refresh);
        try {
            refreshing.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at a token of ours, from memory. */
    TokenCheck check(String token) {
        if (!TokenText.isWhole(token)) {
            return new TokenCheck.Bad("is no whole one: copy all of it");
        }
        var known = tokens;
        if (known == null) {
            return new TokenCheck.Unsure("the tokens were not read yet, the database is away");
        }
        var held = known.get(TokenText.digest(token));
        if (held == null) {
            return new TokenCheck.Bad("is not known here");
        }
        var now = clock.instant();
        var about = held.token();
        if (about.revokedAt() != null) {
            return new TokenCheck.Bad("was revoked on " + day(about.revokedAt()));
        }
        if (!now.isBefore(about.expiresAt())) {
            return new TokenCheck.Bad("expired on " + day(about.expiresAt()));
        }
        if (held.owner().disabled()) {
            return new TokenCheck.Bad("belongs to an account that is disabled");
        }
        used.put(about.id(), now.truncatedTo(ChronoUnit.HOURS));
        return new TokenCheck.Good(
                new TokenCaller(
                        held.owner(),
                        about.scopes(),
                        about.stage(),
                        about.expiresAt(),
                        about.id()));
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public void close() {
        stopped.countDown();
        writeUse();
    }

    private void keepReading() {
        try {
            while (!stopped.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
                writeUse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void writeUse() {
        try {
            used.forEach(
                    (id, hour) -> {
                        if (!hour.equals(written.get(id))) {
                            store.used(id, hour);
                            written.put(id, hour);
                        }
                    });
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("When tokens were used is written later.", e);
        }
    }
}
