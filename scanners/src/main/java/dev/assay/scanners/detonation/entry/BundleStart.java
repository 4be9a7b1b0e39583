package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client on Linux starts of a bundle: {@code server} of its manifest, with what it would
 * have asked its user for (MCPB manifest 0.1 to 0.4, {@code mcp_config} and {@code user_config}).
 */
final class BundleStart {

    private static final JsonMapper JSON = HostileJson.mapper(1 << 20);
    private static final int LARGEST = 4 << 20;
    private static final int MOST = 200;
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]{1,200})}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,100}");
    private static final String SETTING = "user_config.";

    /** Programs that fetch what they run. */
    private static final Set<String> FETCHING =
            Set.of("npx", "pnpx", "bunx", "uvx", "uv", "pipx", "docker", "podman");

    private static final int ELF_MACHINE = 18;
    private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "aarch64", 183);

    private final PackageTree tree;
    private final JsonNode manifest;
    private final JsonNode config;

    private BundleStart(PackageTree tree, JsonNode manifest) {
        this.tree = tree;
        this.manifest = manifest;
        this.config = manifest.path("server").path("mcp_config");
    }

    /** Null where there is no manifest that could be read. */
    static @Nullable BundleStart of(PackageTree tree) {
        var bytes = tree.files().get("manifest.json");
        if (bytes == null || bytes.length > LARGEST) {
            return null;
        }
        try {
            return new BundleStart(tree, JSON.readTree(bytes));
        } catch (JacksonException e) {
            return null;
        }
    }

    boolean isPython() {
        return type().equals("python");
    }

    boolean isBinary() {
        return type().equals("binary");
    }

    private String type() {
        return manifest.path("server").path("type").asString("");
    }

    /** Which versions of Python it says it is for; empty where it does not say. */
    String python() {
        return manifest.path("compatibility").path("runtimes").path("python").asString("");
    }

    /** Why it cannot be run on this host; null where nothing is known to be against it. */
    @Nullable String unfit() {
        var platforms = new TreeSet<String>();
        manifest.path("compatibility")
                .path("platforms")
                .values()
                .forEach(each -> platforms.add(HostileJson.shown(each.asString(""))));
        if (!platforms.isEmpty() && !platforms.contains("linux")) {
            return "cannot be run: its manifest says that it is for "
                    + String.join(", ", platforms)
                    + ", and servers are run on Linux";
        }
        var command = text("command");
        var name = command.substring(command.lastIndexOf('/') + 1);
        if (type().equals("uv") || FETCHING.contains(name)) {
            return "cannot be run: it fetches what it runs when it is started ("
                    + HostileJson.shown(type().equals("uv") ? "uv" : name)
                    + "), and no closure says what that is. Look at the package that it fetches"
                    + " instead";
        }
        return isBinary() ? otherMachine(command) : null;
    }

    /** The head of an ELF file says which processor it is for. */
    private @Nullable String otherMachine(String command) {
        var file = tree.files().get(ownFile(command));
        if (file == null) {
            return null;
        }
        var isElf =
                file.length > ELF_MACHINE + 1
                        && file[0] == 0x7f
                        && file[1] == 'E'
                        && file[2] == 'L'
                        && file[3] == 'F';
        if (!isElf) {
            return file.length > 1 && file[0] == '#' && file[1] == '!'
                    ? null
                    : "cannot be run: its program is none for Linux. A bundle for Linux can be run";
        }
        var machine = file[ELF_MACHINE] & 0xff | (file[ELF_MACHINE + 1] & 0xff) << 8;
        var here = System.getProperty("os.arch");
        return Integer.valueOf(machine).equals(MACHINES.get(here))
                ? null
                : "cannot be run: its program is for another processor than this host's, "
                        + here
                        + ". Have it run by an Assay on a host with that one";
    }

    private static String ownFile(String word) {
        return word.replace('\\', '/')
                .replaceFirst("^\\$\\{__dirname}/+", "")
                .replaceFirst("^(\\./+)+", "");
    }

    /** What the manifest says for Linux, or else for all. */
    private JsonNode said(String key) {
        var here = config.path("platform_overrides").path("linux").path(key);
        return here.isMissingNode() ? config.path(key) : here;
    }

    private String text(String key) {
        return said(key).asString("");
    }

    /** Names of what it is given as variables, and of what its user would be asked for. */
    Set<String> asked() {
        var asked = new TreeSet<String>();
        for (var each : manifest.path("user_config").properties()) {
            asked.add(SETTING + each.getKey());
        }
        for (var each : said("env").properties()) {
            asked.add(each.getKey());
        }
        return asked;
    }

    /** Empty where there is nothing that could be started. */
    List<String> program(Canaries canaries) {
        var command = filled(text("command"), "", canaries);
        var program = new ArrayList<String>();
        if (command.isBlank()) {
            var entry = ownFile(manifest.path("server").path("entry_point").asString(""));
            if (!tree.files().containsKey(entry)) {
                return List.of();
            }
            switch (type()) {
                case "node" -> program.add("node");
                case "python" -> program.add("python3");
                default -> {}
            }
            program.add(InCell.CODE + "/" + entry);
            return program;
        }
        program.add(
                tree.files().containsKey(ownFile(text("command")))
                        ? InCell.CODE + "/" + ownFile(text("command"))
                        : command);
        said("args")
                .valueStream()
                .limit(MOST)
                .forEach(each -> program.addAll(words(each.asString(""), canaries)));
        return program;
    }

    /** A setting of several values alone in an argument becomes as many arguments. */
    private List<String> words(String argument, Canaries canaries) {
        var alone = PLACE.matcher(argument);
        if (alone.matches()
                && alone.group(1).startsWith(SETTING)
                && setting(alone.group(1)).path("default").isArray()) {
            return setting(alone.group(1))
                    .path("default")
                    .valueStream()
                    .limit(MOST)
                    .map(each -> filled(each.asString(""), "", canaries))
                    .toList();
        }
        return List.of(filled(argument, "", canaries));
    }

    Map<String, String> environment(Canaries canaries) {
        var environment = new TreeMap<String, String>();
        for (var each : said("env").properties()) {
            if (VARIABLE.matcher(each.getKey()).matches() && environment.size() < MOST) {
                environment.put(
                        each.getKey(),
                        filled(each.getValue().asString(""), each.getKey(), canaries));
            }
        }
        return environment;
    }

    private JsonNode setting(String place) {
        return manifest.path("user_config").path(place.substring(SETTING.length()));
    }

    /**
     * @param variable what the text is the value of, or empty
     */
    private String filled(String text, String variable, Canaries canaries) {
        return PLACE.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        value(found.group(1), variable, canaries)));
    }

    private String value(String place, String variable, Canaries canaries) {
        return switch (place) {
            case "__dirname" -> InCell.CODE;
            case "HOME" -> InCell.HOME;
            case "DESKTOP" -> InCell.HOME + "/Desktop";
            case "DOCUMENTS" -> InCell.HOME + "/Documents";
            case "DOWNLOADS" -> InCell.HOME + "/Downloads";
            case "/", "pathSeparator" -> "/";
            default ->
                    place.startsWith(SETTING)
                            ? given(place, setting(place), variable, canaries)
                            : "";
        };
    }

    /** What a user would have said: the default, or else something made up that fits. */
    private String given(String place, JsonNode setting, String variable, Canaries canaries) {
        var standard = setting.path("default");
        if (!standard.isMissingNode() && !standard.isNull() && !standard.isArray()) {
            return PLACE.matcher(standard.asString(""))
                    .replaceAll(
                            found ->
                                    Matcher.quoteReplacement(
                                            found.group(1).startsWith(SETTING)
                                                    ? ""
                                                    : value(found.group(1), variable, canaries)));
        }
        return switch (setting.path("type").asString("string")) {
            case "directory" -> InCell.HOME + "/bait";
            case "file" -> InCell.HOME + "/bait/data.json";
            case "number" -> setting.path("min").asString("1");
            case "boolean" -> "false";
            default -> canaries.at("env:" + (variable.isEmpty() ? place : variable)).value();
        };
    }
}
