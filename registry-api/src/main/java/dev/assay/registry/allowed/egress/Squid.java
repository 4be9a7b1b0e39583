package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.registry.gate.PlainText;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Rules for Squid. Names are compared with what is asked for alone ({@code -n}): otherwise Squid
 * looks up the name of an address, which whoever owns the address chooses.
 */
final class Squid implements Target {

    private static final Pattern NETWORK =
            Pattern.compile(
                    "[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?|[0-9A-Fa-f:]{2,45}(/[0-9]{1,3})?");

    private static final ExportParameter SOURCE =
            ExportParameter.text(
                    "source",
                    "The address or network that the server connects from, for example"
                            + " 10.0.5.0/28; anybody's if nothing is said.",
                    false);

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "squid",
                        ExportGroup.EGRESS,
                        "Squid",
                        "Access rules to include in squid.conf, before any other http_access: each"
                                + " declared host by CONNECT at its port, everything else denied.",
                        "text/plain; charset=UTF-8",
                        "assay-squid.conf",
                        List.of(
                                "Everything below a host, without the host itself.",
                                "One level below a host and no deeper.",
                                "Which server asks, beside by the address it asks from.",
                                "What is sent inside TLS, and to whom a shared address belongs."),
                        Aspect.PORTS)
                .withParameters(SOURCE, Together.PARAMETER);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return Subdomains.anyDepthAndItself(server, "Squid");
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        var source = request.parameter(SOURCE);
        if (source.isPresent() && !NETWORK.matcher(source.get()).matches()) {
            return Optional.of(
                    new Unsaid("source", "this is no network", "write one such as 10.0.5.0/28"));
        }
        return Together.objection(allowed, request);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        // Whichever server is asked for, Squid sees one list; sets of text are small.
        var ports = new TreeMap<Integer, TreeSet<String>>();
        allowed.eachWithHosts(
                server -> {
                    out.write(YamlText.comments(List.of(PlainText.ascii(server.purl(), 400))));
                    for (var host : server.hosts()) {
                        ports.computeIfAbsent(host.port(), port -> new TreeSet<>())
                                .add((host.isExact() ? "" : ".") + host.host());
                    }
                });
        var from = request.parameter(SOURCE);
        if (from.isPresent()) {
            out.write("acl assay_source src " + from.get() + "\n");
        }
        out.write("acl assay_connect method CONNECT\n");
        for (var each : ports.entrySet()) {
            var port = each.getKey();
            out.write("acl assay_port_" + port + " port " + port + "\n");
            for (var name : each.getValue()) {
                // Squid takes a name twice for a mistake.
                if (!isCovered(name, each.getValue())) {
                    out.write("acl assay_hosts_" + port + " dstdomain -n " + name + "\n");
                }
            }
            out.write(
                    "http_access allow "
                            + (from.isPresent() ? "assay_source " : "")
                            + "assay_connect assay_port_"
                            + port
                            + " assay_hosts_"
                            + port
                            + "\n");
        }
        out.write("http_access deny all\n");
    }

    private static boolean isCovered(String name, TreeSet<String> names) {
        var rest = name.startsWith(".") ? name.substring(1) : name;
        if (!name.startsWith(".") && names.contains("." + rest)) {
            return true;
        }
        for (var dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
            if (names.contains(rest.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
