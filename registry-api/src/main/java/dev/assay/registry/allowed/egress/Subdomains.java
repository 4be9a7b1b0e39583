package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.AllowedHost;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Objection;

import java.util.ArrayList;
import java.util.List;

/** What a wildcard means differs from target to target; what means more or less is refused. */
final class Subdomains {

    private Subdomains() {}

    /** For targets that know hosts one by one and nothing else. */
    static List<Objection> exactAlone(AllowedServer server, String target) {
        var objections = new ArrayList<Objection>();
        for (var host : server.hosts()) {
            if (!host.isExact()) {
                objections.add(
                        Objection.host(
                                host,
                                target + " knows hosts by their whole name alone",
                                "declare the hosts one by one"));
            }
        }
        return objections;
    }

    /** For targets whose wildcard stands for any depth, and not for the host itself. */
    static List<Objection> anyDepthBelow(AllowedServer server, String target) {
        var objections = new ArrayList<Objection>();
        for (var host : server.hosts()) {
            if (host.subdomains() == AllowedHost.Subdomains.ONE_LEVEL) {
                objections.add(oneLevel(host, target));
            }
        }
        return objections;
    }

    /** For targets whose wildcard stands for any depth and for the host itself. */
    static List<Objection> anyDepthAndItself(AllowedServer server, String target) {
        var objections = new ArrayList<>(anyDepthBelow(server, target));
        for (var host : server.hosts()) {
            if (host.subdomains() == AllowedHost.Subdomains.ALL
                    && !server.hosts()
                            .contains(
                                    new AllowedHost(
                                            host.host(),
                                            host.port(),
                                            host.protocol(),
                                            AllowedHost.Subdomains.NONE))) {
                objections.add(
                        Objection.host(
                                host,
                                target
                                        + " would let "
                                        + host.host()
                                        + " itself pass too, which is not declared",
                                "declare "
                                        + host.host()
                                        + " beside *."
                                        + host.host()
                                        + ", or the hosts one by one"));
            }
        }
        return objections;
    }

    private static Objection oneLevel(AllowedHost host, String target) {
        return Objection.host(
                host,
                target + " cannot stop at one level below a host",
                "declare the hosts one by one");
    }

    /** Whether another one of the hosts stands for this one too, so that it goes without saying. */
    static boolean isCovered(AllowedHost host, List<AllowedHost> hosts) {
        return hosts.stream()
                .anyMatch(
                        each ->
                                each.subdomains() == AllowedHost.Subdomains.ALL
                                        && each.port() == host.port()
                                        && !each.equals(host)
                                        && (host.host().equals(each.host())
                                                || host.host().endsWith("." + each.host())));
    }
}
