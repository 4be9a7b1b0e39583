package dev.assay.scanners.artifact.pypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names and passwords by host, as pip takes them from {@code .netrc}. The entry {@code default} is
 * left out: it would go to whatever host an index names.
 */
final class Netrc {

    private static final int LARGEST = 1 << 20;

    private final Map<String, String> byHost = new HashMap<>();

    static Netrc read(Map<String, String> environment, Path home) {
        var named = environment.get("NETRC");
        var netrc = new Netrc();
        var places =
                named == null
                        ? List.of(home.resolve(".netrc"), home.resolve("_netrc"))
                        : List.of(Path.of(named));
        for (var file : places) {
            try {
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                    netrc.parse(Files.readString(file));
                    break;
                }
            } catch (IOException e) {
                // As pip takes it: whoever may not read it has no password, and is told 401.
                break;
            }
        }
        return netrc;
    }

    private void parse(String text) {
        var words = text.replaceAll("(?m)^\\s*#.*$", "").strip().split("\\s+");
        String host = null;
        var login = "";
        for (var i = 0; i + 1 < words.length; i++) {
            switch (words[i]) {
                case "machine" -> {
                    host = words[++i];
                    login = "";
                }
                case "default" -> host = null;
                case "login" -> login = words[++i];
                case "password" -> {
                    var password = words[++i];
                    if (host != null) {
                        byHost.putIfAbsent(host, login + ":" + password);
                    }
                }
                default -> {
                    // macdef and account say nothing about passwords.
                }
            }
        }
    }

    /** Name and password of a host, with a colon between. */
    Optional<String> of(String host) {
        return Optional.ofNullable(byHost.get(host));
    }
}
