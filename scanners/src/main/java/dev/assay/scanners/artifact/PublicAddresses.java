package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The name service of this process: to threads that go where strangers point it knows public
 * addresses alone, to all others what the machine knows. Checking a name first and connecting later
 * would look it up twice, and a name may have another address by then (DNS rebinding); the JDK asks
 * this one for each look-up, and connects to what it says.
 */
public final class PublicAddresses extends InetAddressResolverProvider
        implements InetAddressResolver {

    /** Set to {@code true}, no thread of the process gets any other address. */
    public static final String ALL_THREADS = "assay.public-addresses-alone";

    /** A name that guarded threads alone know (RFC 6761, section 6.4). */
    private static final String SIGN = "guarded.invalid";

    private @Nullable InetAddressResolver platform;

    /** A thread that is held to some addresses, as are none that it starts. */
    static final class Guarded extends Thread {

        private final Predicate<InetAddress> permitted;

        Guarded(Runnable work, Predicate<InetAddress> permitted) {
            super(work, "abroad");
            this.permitted = permitted;
            setDaemon(true);
        }
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        // What one thread may not know must not come to it from what another one looked up, nor may
        // a name be unknown to all because it was refused to one.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        platform = configuration.builtinResolver();
        return this;
    }

    @Override
    public String name() {
        return "public addresses alone, where strangers point";
    }

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
        var permitted = permitted();
        if (host.equals(SIGN)) {
            // Nobody outside of this process is asked for it.
            if (permitted == null) {
                throw new UnknownHostException(SIGN);
            }
            return Stream.of(InetAddress.ofLiteral("192.0.2.1"));
        }
        if (permitted == null) {
            return platform().lookupByName(host, policy);
        }
        var all = platform().lookupByName(host, policy).toList();
        for (var address : all) {
            if (!permitted.test(address)) {
                throw new UnknownHostException(
                        host + " is " + address.getHostAddress() + ", which is not public");
            }
        }
        return all.stream();
    }

    private static @Nullable Predicate<InetAddress> permitted() {
        if (Thread.currentThread() instanceof Guarded guarded) {
            return guarded.permitted;
        }
        return Boolean.getBoolean(ALL_THREADS) ? PublicAddresses::isPublic : null;
    }

    private InetAddressResolver platform() {
        return Objects.requireNonNull(platform, "the JDK gives it before it asks");
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
        return platform().lookupByAddress(address);
    }

    /**
     * Whether the JDK asks this name service, and asks it for each thread anew. Where it does not,
     * nothing keeps private addresses out of reach.
     */
    public static boolean hold() {
        if (Boolean.getBoolean(ALL_THREADS)) {
            return knowsTheSign();
        }
        var asGuarded = new FutureTask<>(PublicAddresses::knowsTheSign);
        new Guarded(asGuarded, PublicAddresses::isPublic).start();
        try {
            return asGuarded.get() && !knowsTheSign();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean knowsTheSign() {
        try {
            InetAddress.getByName(SIGN);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether an address is one of the public network, by the registries of special-purpose
     * addresses (RFC 6890 and its successors).
     */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        var first = bytes[from] & 0xff;
        var second = bytes[from + 1] & 0xff;
        var third = bytes[from + 2] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && (second & 0xc0) == 64
                || first == 169 && second == 254
                || first == 172 && (second & 0xf0) == 16
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second & 0xfe) == 18
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113);
    }

    private static boolean isPublic6(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        if (first == 0x20 && second == 0x02) {
            return isPublic4(bytes, 2);
        }
        if (first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff) {
            return isPublic4(bytes, 12);
        }
        // Only 2000::/3 is given out; Teredo and documentation are inside of it.
        return (first & 0xe0) == 0x20
                && !(first == 0x20 && second == 1 && (bytes[2] == 0 && bytes[3] == 0))
                && !(first == 0x20 && second == 1 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8);
    }
}
