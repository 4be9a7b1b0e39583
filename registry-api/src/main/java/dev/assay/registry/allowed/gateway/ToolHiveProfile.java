package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.AllowedHost;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Objection;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;

/** ToolHive's permission profile: hosts and ports, each on a list of its own. */
final class ToolHiveProfile {

    private ToolHiveProfile() {}

    static List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<Objection>();
        for (var host : server.hosts()) {
            if (!host.isExact()) {
                objections.add(
                        Objection.host(
                                host,
                                "how deep a wildcard of ToolHive goes, and whether it takes in the"
                                        + " host itself, is published nowhere",
                                "declare the hosts one by one"));
            }
        }
        var ports = server.hosts().stream().map(AllowedHost::port).distinct().toList();
        for (var host : server.hosts()) {
            if (ports.size() > 1 && host.port() != ports.getFirst()) {
                objections.add(
                        Objection.host(
                                host,
                                "ToolHive would open every port on its list at every host on its"
                                        + " list",
                                "declare hosts of one port"));
            }
        }
        return objections;
    }

    static void write(AllowedServer server, JsonGenerator json) {
        json.writeStringProperty("name", server.versionHandle());
        for (var each : List.of("read", "write")) {
            json.writeArrayPropertyStart(each);
            json.writeEndArray();
        }
        json.writeBooleanProperty("privileged", false);
        json.writeObjectPropertyStart("network");
        json.writeObjectPropertyStart("outbound");
        json.writeBooleanProperty("insecure_allow_all", false);
        json.writeArrayPropertyStart("allow_host");
        server.hosts().forEach(each -> json.writeString(each.host()));
        json.writeEndArray();
        json.writeArrayPropertyStart("allow_port");
        server.hosts().stream().map(AllowedHost::port).distinct().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }
}
