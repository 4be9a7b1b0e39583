package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A stateful rule group that is a list of names. Its JSON has no place for remarks. */
final class AwsNetworkFirewall implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "aws-network-firewall",
                        ExportGroup.EGRESS,
                        "AWS Network Firewall",
                        "The rule group of a stateful domain list, for create-rule-group"
                                + " --rule-group file://…; what is not on the list is dropped.",
                        "application/json",
                        "assay-rule-group.json",
                        List.of(
                                "Ports: a name is let through wherever it is asked for.",
                                "Everything below a host, without the host itself.",
                                "One level below a host and no deeper.",
                                "Which server asks.",
                                "When it was made and how long it holds."))
                .withParameters(Together.PARAMETER);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return Subdomains.anyDepthAndItself(server, "AWS Network Firewall");
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        return Together.objection(allowed, request);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("RulesSource");
            json.writeObjectPropertyStart("RulesSourceList");
            json.writeArrayPropertyStart("Targets");
            var written = new HashSet<String>();
            allowed.eachWithHosts(
                    server -> {
                        for (var host : server.hosts()) {
                            var name = (host.isExact() ? "" : ".") + host.host();
                            if (!Subdomains.isCovered(host, server.hosts()) && written.add(name)) {
                                json.writeString(name);
                            }
                        }
                    });
            if (written.isEmpty()) {
                // A list holds a name at least; this one is nobody's (RFC 2606).
                json.writeString("nothing-is-allowed.invalid");
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("TargetTypes");
            json.writeString("TLS_SNI");
            json.writeEndArray();
            json.writeStringProperty("GeneratedRulesType", "ALLOWLIST");
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
