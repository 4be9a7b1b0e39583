package dev.assay.scanners.delta.rule;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a host's name alone tells. */
final class Hosts {

    /**
     * Services that take whatever anybody sends and show it to whoever asked: paste bins, request
     * collectors, tunnels, out-of-band testers, messenger bots, shorteners, address look-ups
     * (signals DST-SUSPICIOUS). Names are public knowledge; sub-domains count.
     */
    private static final Set<String> DROPS =
            Set.of(
                    "0x0.st",
                    "anonfiles.com",
                    "api.ipify.org",
                    "api.telegram.org",
                    "beeceptor.com",
                    "bit.ly",
                    "burpcollaborator.net",
                    "canarytokens.com",
                    "checkip.amazonaws.com",
                    "discord.com",
                    "discordapp.com",
                    "dnslog.cn",
                    "dpaste.com",
                    "file.io",
                    "ghostbin.com",
                    "gofile.io",
                    "hastebin.com",
                    "hookb.in",
                    "hookbin.com",
                    "icanhazip.com",
                    "ifconfig.me",
                    "interact.sh",
                    "ip-api.com",
                    "ipify.org",
                    "ipinfo.io",
                    "ipv4.icanhazip.com",
                    "is.gd",
                    "localhost.run",
                    "loca.lt",
                    "localtunnel.me",
                    "m.pipedream.net",
                    "ngrok-free.app",
                    "ngrok-free.dev",
                    "ngrok.app",
                    "ngrok.io",
                    "oast.fun",
                    "oast.live",
                    "oast.me",
                    "oast.online",
                    "oast.pro",
                    "oast.site",
                    "oastify.com",
                    "paste.ee",
                    "paste.rs",
                    "pastebin.com",
                    "pipedream.net",
                    "portmap.io",
                    "ptsv2.com",
                    "requestbin.com",
                    "requestbin.net",
                    "requestcatcher.com",
                    "rentry.co",
                    "serveo.net",
                    "t.me",
                    "temp.sh",
                    "tinyurl.com",
                    "transfer.sh",
                    "trycloudflare.com",
                    "webhook.cool",
                    "webhook.site",
                    "webhooks.site");

    private static final Set<String> RESERVED =
            Set.of(
                    "localhost",
                    "example",
                    "test",
                    "invalid",
                    "local",
                    "internal",
                    "example.com",
                    "example.org",
                    "example.net",
                    "host.docker.internal");

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern PRIVATE_IPV4 =
            Pattern.compile(
                    "(0|10|127)\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*");

    private Hosts() {}

    /** This machine, this network, or a name that is reserved for examples (RFC 2606, RFC 6761). */
    static boolean isLocal(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") || name.contains("::")) {
            return name.matches("\\[?(::1?|f[cde][0-9a-f]{2}:.*)\\]?");
        }
        return IPV4.matcher(name).matches()
                ? PRIVATE_IPV4.matcher(name).matches()
                : isUnder(name, RESERVED);
    }

    static boolean isDrop(String host) {
        return isUnder(host.toLowerCase(Locale.ROOT), DROPS);
    }

    /** A bare public address: honest services have names. */
    static boolean isBareAddress(String host) {
        return !isLocal(host) && (IPV4.matcher(host).matches() || host.contains("::"));
    }

    private static boolean isUnder(String host, Set<String> names) {
        for (var name = host; ; name = name.substring(name.indexOf('.') + 1)) {
            if (names.contains(name)) {
                return true;
            }
            if (name.indexOf('.') < 0) {
                return false;
            }
        }
    }
}
