package dev.assay.registry.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How people sign in and how long that holds, under {@code assay.sign-in}.
 *
 * @param local who may sign in with a password
 * @param breakGlass the login of the one administrator who always may; for the day on which the
 *     identity provider is away
 * @param sessionAge after how long a session ends, however busy
 * @param oneTimePasswordAge how long a password that an administrator handed out waits to be used
 * @param failuresPerAccount wrong passwords for one account from one address before it has to wait
 * @param failuresPerAddress wrong passwords from one address for any account
 * @param failuresAnywhere wrong passwords for one account from everywhere, in an hour; OWASP ASVS
 *     2.2.1 allows a hundred
 * @param requestsPerAddress requests to the main listener, per minute
 * @param requestsPerCaller the same for one token or one password
 */
@ConfigurationProperties("assay.sign-in")
public record SignInSettings(
        @DefaultValue("everybody") Local local,
        @Nullable String breakGlass,
        @DefaultValue("12h") Duration sessionAge,
        @DefaultValue("7d") Duration oneTimePasswordAge,
        @DefaultValue("5") int failuresPerAccount,
        @DefaultValue("50") int failuresPerAddress,
        @DefaultValue("100") int failuresAnywhere,
        @DefaultValue("1200") int requestsPerAddress,
        @DefaultValue("600") int requestsPerCaller) {

    /** Who may sign in with a password. */
    public enum Local {
        EVERYBODY,
        BREAK_GLASS
    }

    public SignInSettings {
        if (local == Local.BREAK_GLASS && (breakGlass == null || breakGlass.isBlank())) {
            throw new IllegalArgumentException(
                    "assay.sign-in.local is break-glass, and assay.sign-in.break-glass names"
                            + " nobody; name the login of an administrator");
        }
        if (requestsPerAddress < 1 || requestsPerCaller < 1) {
            throw new IllegalArgumentException(
                    "assay.sign-in.requests-per-… is below 1; nobody could call at all");
        }
    }

    /** Whether somebody with this login may sign in with a password. */
    boolean allowsPassword(String normalLogin) {
        return local == Local.EVERYBODY || isBreakGlass(normalLogin);
    }

    boolean isBreakGlass(String normalLogin) {
        return breakGlass != null && normalLogin.equals(Logins.normal(breakGlass));
    }
}
