package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.Origin;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's and the machine's {@code NuGet.Config}, as NuGet puts them together (NuGet
 * documentation, "Common NuGet configurations", "How settings are applied"): what is nearer to the
 * user counts more, and {@code clear} forgets what is farther.
 */
final class ConfigFiles {

    /**
     * A source.
     *
     * @param namedBy the file that names it
     * @param authorization the header, or null
     */
    record Source(URI url, String namedBy, @Nullable String authorization) {}

    private record Named(String value, Path file) {}

    private final Map<String, Named> sources = new LinkedHashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private final Map<String, Map<String, String>> credentials = new HashMap<>();
    private boolean sourcesEnd;

    private ConfigFiles() {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when one that is there cannot be read, made for people
     */
    static ConfigFiles read(Map<String, String> environment, Path home) {
        var all = new ConfigFiles();
        for (var file : places(environment, home)) {
            if (Files.isRegularFile(file)) {
                all.add(file);
            }
        }
        return all;
    }

    /** The nearest first. */
    private static List<Path> places(Map<String, String> environment, Path home) {
        var places = new ArrayList<Path>();
        places.add(home.resolve(".nuget/NuGet/NuGet.Config"));
        places.addAll(inFolder(home.resolve(".nuget/config")));
        places.add(home.resolve(".config/NuGet/NuGet.Config"));
        var windows = environment.get("APPDATA");
        if (windows != null && !windows.isEmpty()) {
            places.add(Path.of(windows, "NuGet", "NuGet.Config"));
        }
        var machine = environment.get("NUGET_COMMON_APPLICATION_DATA");
        places.addAll(
                inFolder(
                        machine == null || machine.isEmpty()
                                ? Path.of("/etc/opt/NuGet/Config")
                                : Path.of(machine).resolve("NuGet/Config")));
        return places;
    }

    private static List<Path> inFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(
                            each -> each.toString().toLowerCase(Locale.ROOT).endsWith(".config"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(Path file) {
        Element root;
        try {
            root = SafeXml.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        for (var section : SafeXml.children(root, "packagesources")) {
            sources(section, file);
        }
        for (var section : SafeXml.children(root, "disabledpackagesources")) {
            for (var each : SafeXml.children(section, "add")) {
                if (SafeXml.attribute(each, "value").equalsIgnoreCase("true")) {
                    disabled.add(SafeXml.attribute(each, "key"));
                }
            }
        }
        for (var section : SafeXml.children(root, "packagesourcecredentials")) {
            for (var source : SafeXml.children(section)) {
                var values = new HashMap<String, String>();
                for (var each : SafeXml.children(source, "add")) {
                    values.put(
                            SafeXml.attribute(each, "key").toLowerCase(Locale.ROOT),
                            SafeXml.attribute(each, "value"));
                }
                var local = source.getLocalName();
                credentials.putIfAbsent(decoded(local == null ? "" : local), values);
            }
        }
    }

    private void sources(Element section, Path file) {
        if (sourcesEnd) {
            return;
        }
        var here = new LinkedHashMap<String, Named>();
        for (var each : SafeXml.children(section)) {
            switch (SafeXml.name(each)) {
                case "clear" -> {
                    sourcesEnd = true;
                    here.clear();
                }
                case "add" ->
                        here.put(
                                SafeXml.attribute(each, "key"),
                                new Named(SafeXml.attribute(each, "value"), file));
                default -> {
                    // NuGet knows no other.
                }
            }
        }
        here.forEach(sources::putIfAbsent);
    }

    /** A name in which a blank is no part of an element's ({@code my_x0020_feed}). */
    private static String decoded(String element) {
        var text = new StringBuilder();
        for (var i = 0; i < element.length(); i++) {
            if (element.startsWith("_x", i)
                    && i + 7 <= element.length()
                    && element.substring(i + 2, i + 7).matches("[0-9A-Fa-f]{4}_")) {
                text.append((char) Integer.parseInt(element.substring(i + 2, i + 6), 16));
                i += 6;
            } else {
                text.append(element.charAt(i));
            }
        }
        return text.toString();
    }

    /** The first that is not switched off and speaks V3 over http or https. */
    Optional<Source> first() {
        for (var each : sources.entrySet()) {
            var url = web(each.getValue().value());
            if (disabled.contains(each.getKey()) || url == null) {
                continue;
            }
            return Optional.of(
                    new Source(
                            url, each.getValue().file().toString(), authorization(each.getKey())));
        }
        return Optional.empty();
    }

    /** A password that Windows encrypted is nobody else's to read. */
    private @Nullable String authorization(String key) {
        var said = credentials.getOrDefault(key, Map.of());
        var user = said.get("username");
        var password = said.get("cleartextpassword");
        return user == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable URI web(String value) {
        try {
            var uri = URI.create(value);
            return Origin.isWeb(uri) && String.valueOf(uri.getPath()).endsWith("/index.json")
                    ? uri
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
