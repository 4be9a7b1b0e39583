package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.canary.Canaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A home folder like a developer's, in which every secret is a canary. */
final class BaitHome {

    /** What tools are given as paths, below the home folder. */
    static final String BAIT = "bait";

    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry(
                            ".ssh/id_rsa",
                            "-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n-----END OPENSSH PRIVATE KEY-----\n"),
                    Map.entry(
                            ".aws/credentials",
                            "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
                                    + "aws_secret_access_key = %s\n"),
                    Map.entry(".npmrc", "//registry.example/:_authToken=%s\n"),
                    Map.entry(".netrc", "machine git.example login dev password %s\n"),
                    Map.entry(".pypirc", "[pypi]\nusername = __token__\npassword = %s\n"),
                    Map.entry(".git-credentials", "https://dev:%s@git.example\n"),
                    Map.entry(".env", "API_KEY=%s\n"),
                    Map.entry(
                            ".docker/config.json",
                            "{\"auths\": {\"r.example\": {\"auth\": \"%s\"}}}\n"),
                    Map.entry(".kube/config", "users:\n- user:\n    token: %s\n"),
                    Map.entry(".claude/CLAUDE.md", "Notes of mine: %s\n"),
                    Map.entry(".bash_history", "export TOKEN=%s\n"),
                    Map.entry(
                            ".config/Claude/claude_desktop_config.json",
                            "{\"mcpServers\": {\"other\": {\"command\": \"other\","
                                    + " \"env\": {\"KEY\": \"%s\"}}}}\n"),
                    Map.entry(
                            ".cursor/mcp.json",
                            "{\"mcpServers\": {\"other\": {\"command\": \"other\","
                                    + " \"env\": {\"KEY\": \"%s\"}}}}\n"),
                    Map.entry(BAIT + "/notes.txt", "Meeting notes %s\n"),
                    Map.entry(BAIT + "/data.json", "{\"note\": \"%s\"}\n"));

    private BaitHome() {}

    /** Fills a folder. */
    static void fill(Path home, Canaries canaries) throws IOException {
        for (var file : FILES.entrySet()) {
            var path = home.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            var canary = canaries.at("file:" + file.getKey());
            Files.writeString(path, file.getValue().formatted(canary.value()));
        }
    }
}
