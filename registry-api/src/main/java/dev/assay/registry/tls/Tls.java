package dev.assay.registry.tls;

import dev.assay.inventory.store.MisconfiguredException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Whether the listeners speak TLS, and with what. Both files are read again and again, and compared
 * with what is in use: neither times nor links of the file system have to be believed. A pair that
 * does not fit is not taken over, and may be one that is half written.
 */
public final class Tls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final @Nullable TlsFiles files;
    private final Duration check;
    private final Duration notice;
    private final Clock clock;
    private final List<Consumer<SslBundle>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable InUse inUse;

    /** What the files held when they were last found not to fit; said once it is there twice. */
    private TlsFiles.@Nullable Text refused;

    private @Nullable InUse saidToEnd;
    private volatile @Nullable String problem;

    private record InUse(TlsFiles.Text text, ServerCertificate certificate) {}

    private Tls(@Nullable TlsFiles files, Duration check, Duration notice, Clock clock) {
        this.files = files;
        this.check = check;
        this.notice = notice;
        this.clock = clock;
        if (files != null) {
            var text = files.read();
            inUse = new InUse(text, ServerCertificate.of(files, text, clock.instant()));
        }
    }

    /** For listeners that speak plain HTTP. */
    public static Tls off() {
        return new Tls(
                null, Duration.ZERO, Duration.ZERO, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /**
     * Reads the certificate and its key.
     *
     * @param check how often both files are looked at
     * @param notice how long before its end the certificate is told of as ending
     * @throws MisconfiguredException when they cannot be used
     */
    public static Tls of(Path certificate, Path key, Duration check, Duration notice, Clock clock) {
        return new Tls(new TlsFiles(certificate, key), check, notice, clock);
    }

    /** Whether the listeners speak TLS. */
    public boolean isOn() {
        return files != null;
    }

    /** What they show now; null where they speak plain HTTP. */
    public @Nullable SslBundle bundle() {
        var current = inUse;
        return current == null ? null : current.certificate().bundle();
    }

    /** When what they show ends; null where they speak plain HTTP. */
    public @Nullable Instant end() {
        var current = inUse;
        return current == null ? null : current.certificate().end();
    }

    /** How long that is from now; null likewise, negative once it has ended. */
    public @Nullable Duration left() {
        var end = end();
        return end == null ? null : Duration.between(clock.instant(), end);
    }

    /** Whether it ends soon, and should have been renewed. */
    public boolean isEnding() {
        var left = left();
        return left != null && left.compareTo(notice) < 0;
    }

    /** Why what lies in the files now is not shown; null where it is. */
    public @Nullable String problem() {
        return problem;
    }

    /** Hears of every certificate that takes the place of another. */
    public void onRenewal(Consumer<SslBundle> listener) {
        listeners.add(listener);
    }

    void start() {
        if (isOn()) {
            Thread.ofVirtual().name("tls-files").start(this::watch);
        }
    }

    private void watch() {
        try {
            while (!stopped.await(check.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes over what lies in the files, where it is another pair that fits. */
    public synchronized void look() {
        var before = inUse;
        if (files == null || before == null) {
            return;
        }
        TlsFiles.Text text = null;
        try {
            text = files.read();
            if (!text.equals(before.text())) {
                takeOver(files, text);
            }
            problem = null;
            refused = null;
        } catch (MisconfiguredException e) {
            if (text == null || text.equals(refused)) {
                refuse(String.valueOf(e.getMessage()));
            }
            refused = text;
        } catch (RuntimeException e) {
            LOG.error("A renewed certificate could not be taken over.", e);
            refuse("it could not be taken over");
        }
        if (isEnding() && !before.equals(saidToEnd)) {
            saidToEnd = before;
            LOG.warn("The certificate that is shown ends on {}; renew it.", end());
        }
    }

    private void takeOver(TlsFiles from, TlsFiles.Text text) {
        var certificate = ServerCertificate.of(from, text, clock.instant());
        var bundle = certificate.bundle();
        for (var each : listeners) {
            each.accept(bundle);
        }
        inUse = new InUse(text, certificate);
        LOG.info("A renewed certificate is shown from now on; it ends on {}.", certificate.end());
    }

    private void refuse(String why) {
        if (!why.equals(problem)) {
            problem = why;
            LOG.warn("What was shown before is shown on, since {}.", why);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
