package dev.assay.registry.gate.npm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.GateRig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ecosystem's own client, run in a project of its own with a fresh home and a fresh cache. */
final class Client {

    private static final Path FETCHED = Path.of("../target/clients/node_modules/.bin");

    private final List<String> command;
    private final Path project;
    private final Map<String, String> environment = new HashMap<>();

    private Client(List<String> command, Path directory, String registry) throws IOException {
        this.command = command;
        this.project = Files.createDirectories(directory.resolve("project"));
        var home = Files.createDirectories(directory.resolve("home"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("NO_COLOR", "1");
        environment.put("CI", "1");
        environment.put("npm_config_registry", registry);
        environment.put("npm_config_cache", directory.resolve("cache").toString());
        environment.put("npm_config_userconfig", home.resolve(".npmrc").toString());
        environment.put("npm_config_globalconfig", home.resolve("globalrc").toString());
        environment.put("npm_config_update_notifier", "false");
        environment.put("npm_config_audit", "false");
        environment.put("npm_config_fund", "false");
        environment.put("npm_config_fetch_retries", "0");
        environment.put("YARN_NPM_REGISTRY_SERVER", registry);
        environment.put("YARN_UNSAFE_HTTP_WHITELIST", "127.0.0.1");
        environment.put("YARN_ENABLE_TELEMETRY", "0");
        environment.put("YARN_ENABLE_GLOBAL_CACHE", "false");
        environment.put("YARN_GLOBAL_FOLDER", directory.resolve("yarn").toString());
        environment.put("YARN_NODE_LINKER", "node-modules");
        environment.put("YARN_HTTP_RETRY", "0");
        write("package.json", "{\"name\": \"project\", \"version\": \"1.0.0\", \"private\": true}");
    }

    static Client npm(Path directory, String registry) throws IOException {
        return installed("npm", directory, registry);
    }

    static Client npx(Path directory, String registry) throws IOException {
        return installed("npx", directory, registry);
    }

    static Client pnpm(Path directory, GateRig rig) throws IOException {
        var client = fetched("pnpm", directory, rig);
        client.environment.put("npm_config_store_dir", directory.resolve("store").toString());
        return client;
    }

    static Client yarn(Path directory, GateRig rig) throws IOException {
        var client = fetched("yarn", directory, rig);
        // Without a lock file of its own, yarn takes a folder for part of a project above it.
        client.write("yarn.lock", "");
        return client;
    }

    private static Client installed(String name, Path directory, String registry)
            throws IOException {
        assumeTrue(ClientRun.isHere(name), name + " is not installed");
        return new Client(List.of(name), directory, registry);
    }

    private static Client fetched(String name, Path directory, GateRig rig) throws IOException {
        var file = FETCHED.resolve(name);
        assumeTrue(Files.isExecutable(file), name + " is not in target/clients; ./test fetches it");
        return new Client(List.of(file.toRealPath().toString()), directory, rig.url() + "/");
    }

    Client with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path write(String file, String text) throws IOException {
        return Files.writeString(project.resolve(file), text);
    }

    /** The version of a package that is installed in the project. */
    String installed(String name) throws IOException {
        var manifest = project.resolve("node_modules").resolve(name).resolve("package.json");
        return Files.exists(manifest)
                ? Files.readString(manifest)
                        .replaceAll("(?s).*\"version\"\\s*:\\s*\"([^\"]+)\".*", "$1")
                : "none";
    }

    ClientRun run(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(project.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return ClientRun.of(builder);
    }
}
