package dev.assay.scanners.mcpb;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a client starts of a bundle, on each platform: the command, its arguments and variables. */
final class Launch {

    private static final int MOST = 500;
    private static final int LONGEST = 2_000;
    private static final Pattern OWN_FILE = Pattern.compile("\\$\\{__dirname}[/\\\\]+([^\"'\\s]+)");

    /** Programs that fetch what they run. */
    private static final Set<String> FETCHING =
            Set.of("npx", "pnpx", "bunx", "uvx", "pipx", "docker", "podman", "curl", "wget");

    /** Variables that say what else is loaded, or whom a program trusts. */
    private static final Pattern STEERING =
            Pattern.compile(
                    "NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED"
                            + "|PYTHON(PATH|STARTUP|HOME|INSPECT|BREAKPOINT)|LD_(PRELOAD|LIBRARY_PATH|AUDIT)"
                            + "|DYLD_.*|PATH|(HTTPS?|ALL)_PROXY|SSL_CERT_(FILE|DIR)|NPM_CONFIG_.*"
                            + "|PIP_.*|UV_.*|BASH_ENV|ENV|JAVA_TOOL_OPTIONS|GIT_SSH_COMMAND");

    private final BundleManifest manifest;
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    private Launch(BundleManifest manifest) {
        this.manifest = manifest;
    }

    static Launch of(BundleManifest manifest) {
        var launch = new Launch(manifest);
        launch.point("server.type", "start", manifest.text("server", "type"), "server", "type");
        var entry = manifest.text("server", "entry_point");
        launch.point("server.entry_point", "start", entry, "server", "entry_point");
        launch.file(entry);
        launch.config(manifest.at("server", "mcp_config"), "", List.of("server", "mcp_config"));
        for (var each : manifest.at("server", "mcp_config", "platform_overrides").properties()) {
            launch.config(
                    each.getValue(),
                    " on " + each.getKey(),
                    List.of("server", "mcp_config", "platform_overrides", each.getKey()));
        }
        if (manifest.text("server", "type").equals("uv")) {
            launch.fetched("pyproject.toml", "uv", "server", "type");
        }
        return launch;
    }

    List<Fact> facts() {
        return facts;
    }

    /** Files of the bundle that are started, as paths in it. */
    List<String> files() {
        return files;
    }

    private void config(JsonNode config, String where, List<String> path) {
        var command = config.path("command").asString("");
        var words = new ArrayList<String>();
        if (!command.isEmpty()) {
            words.add(command);
        }
        for (var each : config.path("args").values()) {
            words.add(each.asString(""));
        }
        var line = line(words);
        if (!line.isEmpty()) {
            point("mcp_config.command" + where, "command", line, at(path, "command"));
            var program =
                    command.substring(
                                    Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\'))
                                            + 1)
                            .toLowerCase(Locale.ROOT)
                            .replaceFirst("\\.(exe|cmd|bat)$", "");
            if (FETCHING.contains(program)) {
                fetched(program + where, line, at(path, "command"));
            }
        }
        words.forEach(this::ownFiles);
        for (var each : config.path("env").properties()) {
            var value = each.getValue().asString("");
            var steers = STEERING.matcher(each.getKey().toUpperCase(Locale.ROOT)).matches();
            point(
                    "mcp_config.env." + each.getKey() + where,
                    steers ? "command" : "environment",
                    value.isEmpty() ? "empty" : cut(value),
                    at(path, "env", each.getKey()));
            ownFiles(value);
        }
    }

    private void fetched(String program, String line, String... at) {
        facts.add(
                manifest.fact(
                        FindingKind.DEPENDENCY_SOURCE,
                        program,
                        Map.of("source", "fetched when it starts", "range", line),
                        at));
    }

    private void ownFiles(String word) {
        for (var own = OWN_FILE.matcher(word); own.find(); ) {
            file(own.group(1));
        }
    }

    private void file(String path) {
        var plain = path.replace('\\', '/').replaceFirst("^(\\./+)+", "").replaceFirst("^/+", "");
        if (!plain.isEmpty() && files.size() < MOST && !files.contains(plain)) {
            files.add(plain);
        }
    }

    private void point(String value, String role, String target, String... at) {
        if (!target.isEmpty() && facts.size() < MOST) {
            facts.add(
                    manifest.fact(
                            FindingKind.ENTRY_POINT,
                            value,
                            Map.of("role", role, "target", target),
                            at));
        }
    }

    private static String line(List<String> words) {
        var quoted =
                words.stream()
                        .map(each -> each.matches("\\S+") ? each : "\"" + each + "\"")
                        .toList();
        return cut(String.join(" ", quoted));
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String[] at(List<String> path, String... more) {
        var all = new ArrayList<>(path);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
