package dev.assay.scanners.artifact.remote;

import org.jspecify.annotations.Nullable;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A name service that knows public addresses alone, for the process of a probe. What is asked is
 * chosen by whoever names a server, and by the server itself, and must not reach into a private
 * network: checking a name first and connecting later would look it up twice, and a name may have
 * another address by then. The JDK asks this one for each look-up.
 *
 * <p>It is put on the class path of a probe alone and has no companions, so that it can be.
 */
public final class PublicAddresses extends InetAddressResolverProvider
        implements InetAddressResolver {

    /** A name that nobody but this one knows (RFC 6761, section 6.4), to see that it is asked. */
    static final String SIGN = "guarded.invalid";

    private @Nullable InetAddressResolver platform;

    @Override
    public InetAddressResolver get(Configuration configuration) {
        platform = configuration.builtinResolver();
        return this;
    }

    @Override
    public String name() {
        return "public addresses alone";
    }

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
        if (host.equals(SIGN)) {
            return Stream.of(InetAddress.ofLiteral("192.0.2.1"));
        }
        var all = platform().lookupByName(host, policy).toList();
        for (var address : all) {
            if (!isPublic(address)) {
                throw new UnknownHostException(
                        host + " is " + address.getHostAddress() + ", which is not public");
            }
        }
        return all.stream();
    }

    private InetAddressResolver platform() {
        return Objects.requireNonNull(platform, "the JDK gives it before it asks");
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
        return platform().lookupByAddress(address);
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
