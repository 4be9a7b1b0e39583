package dev.assay.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A real provider in a process of its own: {@code oidc-provider}, a certified implementation that
 * shares no line with the client it is to test.
 */
final class IdentityProvider implements AutoCloseable {

    private static final Path CLIENTS = Path.of("../target/clients");

    private final Process process;
    private final String issuer;

    private IdentityProvider(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    static IdentityProvider start(Path folder) throws IOException {
        var node =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(each -> Path.of(each, "node"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(node.isPresent(), "node is not installed");
        assumeTrue(
                Files.exists(CLIENTS.resolve("node_modules/oidc-provider/package.json")),
                "oidc-provider is not in target/clients; ./test fetches it");
        var script = folder.resolve("provider.mjs");
        try (var in = IdentityProvider.class.getResourceAsStream("provider.mjs")) {
            Files.write(script, in.readAllBytes());
        }
        var process =
                new ProcessBuilder(
                                node.get().toString(),
                                script.toString(),
                                CLIENTS.toRealPath().toString())
                        .redirectError(folder.resolve("provider-errors").toFile())
                        .start();
        for (var line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            if (line.startsWith("issuer ")) {
                return new IdentityProvider(process, line.substring(7));
            }
        }
        throw new IOException(
                "the provider did not start: "
                        + Files.readString(folder.resolve("provider-errors")));
    }

    String issuer() {
        return issuer;
    }

    /** Registers Assay, where the provider sends people back to. */
    void register(String redirect, String home) throws Exception {
        tell("client?redirect=" + encoded(redirect) + "&home=" + encoded(home));
    }

    /** Somebody, and the groups that they are in from now on. */
    void person(String login, String... groups) throws Exception {
        var query = new StringBuilder("person?login=" + encoded(login));
        for (var group : groups) {
            query.append("&group=").append(encoded(group));
        }
        tell(query.toString());
    }

    /** What is wrong with every ID token from now on; empty for nothing. */
    void fault(String kind) throws Exception {
        tell("fault?kind=" + kind);
    }

    void newKey() throws Exception {
        tell("new-key");
    }

    private void tell(String what) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(issuer + "/test/" + what)).build(),
                    BodyHandlers.discarding());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
