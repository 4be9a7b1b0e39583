package dev.assay.scanners.clientconfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The forms in which clients name servers. */
final class ConfigurationReader {

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i).*(token|secret|passw|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization).*");
    private static final Pattern REFERENCE =
            Pattern.compile(".*(\\$\\{|\\$env:|%\\w+%|<[A-Za-z]).*");
    private static final int SHORTEST_SECRET = 8;

    private ConfigurationReader() {}

    static boolean read(Located document, List<ConfiguredServer> servers) {
        var known = false;
        for (var name : List.of("mcpServers", "servers", "mcp")) {
            var map = document.get(name);
            // VS Code's own settings hold the servers one level deeper.
            var inner = map.members().containsKey("servers") ? map.get("servers") : map;
            if (document.members().containsKey(name) && inner.items().isEmpty()) {
                known = true;
                inner.members().forEach((key, server) -> servers.add(server(key, server)));
            }
        }
        for (var project : document.get("projects").members().values()) {
            known = true;
            project.get("mcpServers")
                    .members()
                    .forEach((key, server) -> servers.add(server(key, server)));
        }
        for (var each : document.get("packages").items()) {
            known = true;
            servers.add(ofPackage(document.string("name"), each));
        }
        for (var each : document.get("remotes").items()) {
            known = true;
            servers.add(
                    new ConfiguredServer(
                            document.string("name"),
                            each.line(),
                            new Launch.Remote(each.string("url")),
                            List.of()));
        }
        return known;
    }

    private static ConfiguredServer server(String name, Located server) {
        var environment = new LinkedHashMap<String, String>();
        for (var key : List.of("env", "environment")) {
            server.get(key)
                    .members()
                    .forEach(
                            (variable, value) -> {
                                if (value.text() != null) {
                                    environment.put(variable, value.text());
                                }
                            });
        }
        return new ConfiguredServer(
                name, server.line(), launch(server, environment), secrets(server, environment));
    }

    private static Launch launch(Located server, Map<String, String> environment) {
        for (var key : List.of("url", "serverUrl", "httpUrl")) {
            if (!server.string(key).isEmpty()) {
                return new Launch.Remote(server.string(key));
            }
        }
        var list = server.strings("command");
        var command = list.isEmpty() ? server.string("command") : list.getFirst();
        var arguments = list.isEmpty() ? server.strings("args") : list.subList(1, list.size());
        return command.isEmpty()
                ? new Launch.Unclear("neither a command nor an address stands there")
                : Launches.of(command, arguments, environment);
    }

    /** Names of variables and headers whose values stand there and are no references. */
    private static List<String> secrets(Located server, Map<String, String> environment) {
        var all = new LinkedHashMap<>(environment);
        server.get("headers")
                .members()
                .forEach(
                        (header, value) -> {
                            if (value.text() != null) {
                                all.put(header, value.text());
                            }
                        });
        return all.entrySet().stream()
                .filter(
                        each ->
                                SECRET_NAME.matcher(each.getKey()).matches()
                                        && each.getValue().length() >= SHORTEST_SECRET
                                        && !REFERENCE.matcher(each.getValue()).matches())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A package of a server.json (schema 2025-12-11). */
    private static ConfiguredServer ofPackage(String name, Located each) {
        var type = each.string("registryType");
        var version = each.string("version");
        var registry = each.string("registryBaseUrl");
        var identifier = each.string("identifier");
        var launch =
                switch (type) {
                    case "npm", "pypi", "nuget", "cargo" ->
                            new Launch.Package(
                                    type,
                                    identifier,
                                    version.isEmpty() ? null : version,
                                    registry.isEmpty() ? null : registry);
                    case "oci" -> {
                        var at = identifier.indexOf("@sha256:");
                        yield at < 0
                                ? new Launch.Container(identifier, null)
                                : new Launch.Container(
                                        identifier.substring(0, at), identifier.substring(at + 1));
                    }
                    default -> new Launch.Unclear("packages of type '" + type + "' are not known");
                };
        return new ConfiguredServer(name, each.line(), launch, List.of());
    }
}
