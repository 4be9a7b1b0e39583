package dev.assay.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine's npm with a cache and a configuration of its own, so that nothing of the machine
 * shows through.
 */
final class Npm {

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Npm(Path folder, URI registry) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("package.json"), "{}");
        environment.put("HOME", folder.toString());
        environment.put("NPM_CONFIG_USERCONFIG", folder.resolve("npmrc").toString());
        environment.put("NPM_CONFIG_GLOBALCONFIG", folder.resolve("global-npmrc").toString());
        environment.put("NPM_CONFIG_CACHE", folder.resolve("cache").toString());
        environment.put("NPM_CONFIG_REGISTRY", registry.toString());
        environment.put("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        environment.put("NPM_CONFIG_FETCH_RETRIES", "0");
        environment.put("NPM_CONFIG_YES", "true");
    }

    static Npm in(Path folder, SampleUpstream upstream) throws IOException {
        Command.assumePresent("npm");
        return new Npm(folder, upstream.url());
    }

    Command.Result npm(String... arguments) throws IOException, InterruptedException {
        return Command.run(folder, environment, "", commandLine("npm", arguments));
    }

    Command.Result npx(String input, String... arguments) throws IOException, InterruptedException {
        return Command.run(folder, environment, input, commandLine("npx", arguments));
    }

    Command.Result node(String input, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        return Command.run(folder, settings, input, commandLine("node", arguments));
    }

    private static List<String> commandLine(String program, String... arguments) {
        return Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
    }
}
