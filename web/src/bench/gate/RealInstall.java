package dev.assay.web.nodes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All packages that {@code npm ci} of one published server asks for, as npm resolves them from the
 * registry that it is configured for.
 *
 * @param packages each version once
 */
record RealInstall(List<Installed> packages) {

    static final String PROJECT = "@modelcontextprotocol/server-everything";
    private static final String VERSION = "2026.8.31";

    /** What was published later is not taken, so that each run resolves alike. */
    private static final String BEFORE = "2026-10-01";

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /**
     * @param manifest the version's own object in the packument
     */
    record Installed(String name, String version, String integrity, String manifest, Path file) {

        String escapedName() {
            return name.replace("/", "%2f");
        }

        String tarball() {
            return name + "/-/" + name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
        }
    }

    static RealInstall prepare(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var lock = folder.resolve("package-lock.json");
        if (!Files.exists(lock)) {
            Files.writeString(
                    folder.resolve("package.json"),
                    "{\"private\":true,\"dependencies\":{\"%s\":\"%s\"}}"
                            .formatted(PROJECT, VERSION));
            run(
                    folder,
                    "npm",
                    "install",
                    "--package-lock-only",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--before=" + BEFORE);
        }
        var packages = new LinkedHashMap<String, Installed>();
        for (var each : JSON.readTree(Files.readAllBytes(lock)).path("packages").properties()) {
            var path = each.getKey();
            if (!path.isEmpty()) {
                var name = path.substring(path.lastIndexOf("node_modules/") + 13);
                var version = each.getValue().path("version").asString();
                packages.putIfAbsent(name + "@" + version, fetch(folder, name, each.getValue()));
            }
        }
        return new RealInstall(List.copyOf(packages.values()));
    }

    private static Installed fetch(Path folder, String name, JsonNode locked)
            throws IOException, InterruptedException {
        var version = locked.path("version").asString();
        var manifest = packument(folder, name).path("versions").path(version);
        var file = folder.resolve((name + "-" + version + ".tgz").replace("/", "+"));
        if (!Files.exists(file)) {
            // A lock may leave out where its packages are, by npm's settings.
            var tarball = URI.create(manifest.path("dist").path("tarball").asString());
            Files.move(Files.write(folder.resolve("part"), get(tarball, "*/*")), file);
        }
        return new Installed(
                name,
                version,
                locked.path("integrity").asString(),
                JSON.writeValueAsString(manifest),
                file);
    }

    /** All versions of a package that are installed from, each with its object. */
    static Map<String, JsonNode> versions(Path folder, String name)
            throws IOException, InterruptedException {
        var versions = new LinkedHashMap<String, JsonNode>();
        packument(folder, name)
                .path("versions")
                .properties()
                .forEach(each -> versions.put(each.getKey(), each.getValue()));
        return versions;
    }

    private static JsonNode packument(Path folder, String name)
            throws IOException, InterruptedException {
        var file = folder.resolve(name.replace("/", "+") + ".json");
        if (!Files.exists(file)) {
            Files.write(
                    file,
                    get(
                            URI.create(registry() + name.replace("/", "%2f")),
                            "application/vnd.npm.install-v1+json"));
        }
        return JSON.readTree(Files.readAllBytes(file));
    }

    private static byte[] get(URI address, String accept) throws IOException, InterruptedException {
        var answer =
                CLIENT.send(
                        HttpRequest.newBuilder(address).header("Accept", accept).build(),
                        BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " is answered by " + answer.statusCode());
        }
        return answer.body();
    }

    /** As npm is configured, with a slash at the end. */
    static String registry() throws IOException, InterruptedException {
        var registry = run(Path.of("."), "npm", "config", "get", "registry").strip();
        return registry.endsWith("/") ? registry : registry + "/";
    }

    static String run(Path folder, String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .directory(folder.toFile())
                        // npm warns there, and what it answers would no longer be an address.
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + printed);
        }
        return printed;
    }
}
