package dev.assay.registry.identity;

import org.springframework.security.authentication.LockedException;

import java.time.Duration;

/** Too many wrong passwords lately; even the right one is refused for a while. */
public final class TooManyTriesException extends LockedException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyTriesException(Duration wait) {
        super("too many failed sign-ins; try again in " + minutes(wait));
        this.wait = wait;
    }

    public Duration waitTime() {
        return wait;
    }

    private static String minutes(Duration wait) {
        var minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }
}
