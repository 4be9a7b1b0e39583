package dev.assay.scanners.probe;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How a remote server is probed.
 *
 * @param privateAddresses whether hosts of a private network may be asked
 * @param registering whether to register a client at its authorization server, in order to see
 *     whether anybody may and where it sends codes; that leaves something behind there
 * @param token what to sign in with, or null
 * @param deadline for all of it
 * @param largestAnswer the most bytes of one answer, and of all that is kept
 */
public record ProbeSettings(
        boolean privateAddresses,
        boolean registering,
        @Nullable String token,
        Duration deadline,
        int largestAnswer) {

    public static final ProbeSettings DEFAULT =
            new ProbeSettings(false, false, null, Duration.ofSeconds(60), 8 << 20);

    public ProbeSettings withPrivateAddresses(boolean allowed) {
        return new ProbeSettings(allowed, registering, token, deadline, largestAnswer);
    }

    public ProbeSettings withRegistering(boolean wanted) {
        return new ProbeSettings(privateAddresses, wanted, token, deadline, largestAnswer);
    }

    public ProbeSettings withToken(@Nullable String given) {
        return new ProbeSettings(privateAddresses, registering, given, deadline, largestAnswer);
    }

    /** Without the token, which stands in no log. */
    @Override
    public String toString() {
        return "ProbeSettings[privateAddresses="
                + privateAddresses
                + ", registering="
                + registering
                + ", token="
                + (token == null ? "none" : "given")
                + "]";
    }
}
