package dev.assay.scanners.clientconfig;

import dev.assay.scanners.coordinates.NugetName;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells from a command line what it starts. */
final class Launches {

    private static final Set<String> NPM_WITH_VALUE =
            Set.of(
                    "--registry",
                    "-p",
                    "--package",
                    "--cache",
                    "--userconfig",
                    "-c",
                    "--call",
                    "-w");
    private static final Set<String> UV_WITH_VALUE =
            Set.of(
                    "--from",
                    "--index-url",
                    "-i",
                    "--default-index",
                    "--index",
                    "--extra-index-url",
                    "--python",
                    "-p",
                    "--with",
                    "--spec",
                    "--pip-args");
    private static final Set<String> NUGET_WITH_VALUE =
            Set.of("--version", "--source", "--add-source", "--configfile", "--framework");
    private static final Set<String> NUGET_WITHOUT_VALUE =
            Set.of("--yes", "-y", "--prerelease", "--ignore-failed-sources", "--interactive");
    private static final Set<String> CONTAINER_WITHOUT_VALUE =
            Set.of("-i", "-t", "-it", "--rm", "--init", "-d", "--privileged", "--read-only", "-q");

    private Launches() {}

    static Launch of(String command, List<String> arguments, Map<String, String> environment) {
        var rest = new ArrayList<>(arguments);
        var program = program(command);
        if (program.equals("cmd") || program.equals("sh") || program.equals("bash")) {
            if (program.equals("cmd")
                    && rest.size() > 1
                    && rest.getFirst().equalsIgnoreCase("/c")) {
                return of(rest.get(1), rest.subList(2, rest.size()), environment);
            }
            return new Launch.Unclear("it is started by a shell script, which is not followed");
        }
        return switch (program) {
            case "npx", "bunx", "pnpx" -> npm(rest, environment);
            case "npm" -> after(rest, Set.of("exec", "x"), environment, program);
            case "pnpm" -> after(rest, Set.of("dlx", "exec"), environment, program);
            case "yarn" -> after(rest, Set.of("dlx"), environment, program);
            case "bun" -> after(rest, Set.of("x"), environment, program);
            case "uvx" -> python(rest, environment);
            case "uv" ->
                    rest.size() > 2 && rest.get(0).equals("tool") && rest.get(1).equals("run")
                            ? python(rest.subList(2, rest.size()), environment)
                            : new Launch.Program(whole(command, arguments));
            case "pipx" ->
                    !rest.isEmpty() && rest.getFirst().equals("run")
                            ? python(rest.subList(1, rest.size()), environment)
                            : new Launch.Program(whole(command, arguments));
            case "dnx" -> nuget(rest);
            case "dotnet" ->
                    rest.size() > 2 && rest.get(0).equals("tool") && isExecute(rest.get(1))
                            ? nuget(rest.subList(2, rest.size()))
                            : new Launch.Program(whole(command, arguments));
            case "docker", "podman", "nerdctl" -> container(rest, whole(command, arguments));
            default -> new Launch.Program(whole(command, arguments));
        };
    }

    private static Launch after(
            List<String> arguments,
            Set<String> verbs,
            Map<String, String> environment,
            String program) {
        if (arguments.isEmpty() || !verbs.contains(arguments.getFirst())) {
            return new Launch.Unclear(
                    program + " is started without " + String.join(" or ", verbs));
        }
        return npm(arguments.subList(1, arguments.size()), environment);
    }

    private static Launch npm(List<String> arguments, Map<String, String> environment) {
        var options = Options.read(arguments, NPM_WITH_VALUE);
        var registry =
                options.value("--registry") == null
                        ? environment.entrySet().stream()
                                .filter(
                                        each ->
                                                each.getKey()
                                                        .toLowerCase(Locale.ROOT)
                                                        .equals("npm_config_registry"))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(null)
                        : options.value("--registry");
        var named =
                options.value("--package") == null
                        ? options.value("-p")
                        : options.value("--package");
        var spec = named == null ? options.first() : named;
        if (spec == null) {
            return new Launch.Unclear("the command names no package");
        }
        if (spec.contains("://") || spec.startsWith(".") || spec.startsWith("/") || isGit(spec)) {
            return new Launch.Unclear(
                    "it takes a package from '" + spec + "' and not from a registry");
        }
        var at = spec.indexOf('@', 1);
        return new Launch.Package(
                "npm",
                at < 0 ? spec : spec.substring(0, at),
                at < 0 ? null : spec.substring(at + 1),
                registry,
                named == null ? options.rest() : List.of());
    }

    private static boolean isExecute(String verb) {
        return verb.equals("exec") || verb.equals("execute");
    }

    /** Unlike npx, dnx takes its options behind the package as well; {@code --} ends them. */
    private static Launch nuget(List<String> arguments) {
        String spec = null;
        String version = null;
        String source = null;
        var own = new ArrayList<String>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var equals = argument.indexOf('=');
            var name = equals > 0 ? argument.substring(0, equals) : argument;
            if (argument.equals("--")) {
                own.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (NUGET_WITH_VALUE.contains(name)) {
                var value =
                        equals > 0
                                ? argument.substring(equals + 1)
                                : i + 1 < arguments.size() ? arguments.get(++i) : "";
                version = name.equals("--version") ? value : version;
                source = name.endsWith("source") ? value : source;
            } else if (spec == null && !argument.startsWith("-")) {
                spec = argument;
            } else if (!NUGET_WITHOUT_VALUE.contains(argument)) {
                own.add(argument);
            }
        }
        if (spec == null) {
            return new Launch.Unclear("the command names no package");
        }
        var at = spec.indexOf('@');
        return new Launch.Package(
                NugetName.TYPE,
                at < 0 ? spec : spec.substring(0, at),
                at < 0 ? version : spec.substring(at + 1),
                source,
                own);
    }

    private static boolean isGit(String spec) {
        return spec.startsWith("git") && spec.contains(":")
                || !spec.startsWith("@") && spec.contains("/");
    }

    private static Launch python(List<String> arguments, Map<String, String> environment) {
        var options = Options.read(arguments, UV_WITH_VALUE);
        String registry = null;
        for (var name : List.of("--default-index", "--index-url", "-i", "--index")) {
            registry = registry == null ? options.value(name) : registry;
        }
        for (var name : List.of("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")) {
            registry = registry == null ? environment.get(name) : registry;
        }
        var from =
                options.value("--from") == null ? options.value("--spec") : options.value("--from");
        var spec = from == null ? options.first() : from;
        if (spec == null) {
            return new Launch.Unclear("the command names no package");
        }
        if (spec.contains("://") || spec.startsWith(".") || spec.startsWith("/")) {
            return new Launch.Unclear(
                    "it takes a package from '" + spec + "' and not from an index");
        }
        var end = 0;
        while (end < spec.length() && "=<>~!@[;".indexOf(spec.charAt(end)) < 0) {
            end++;
        }
        var extras = spec.indexOf(']');
        var version = spec.substring(Math.max(end, extras + 1)).strip();
        var exact =
                version.startsWith("==")
                        ? version.substring(2)
                        : version.startsWith("@") ? version.substring(1) : version;
        return new Launch.Package(
                "pypi",
                spec.substring(0, end).strip(),
                exact.isEmpty() ? null : exact.strip(),
                registry,
                from == null ? options.rest() : List.of());
    }

    private static Launch container(List<String> arguments, List<String> whole) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("run")) {
            return new Launch.Program(whole);
        }
        for (var i = 1; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                var at = argument.indexOf("@sha256:");
                // The program stands in front of its arguments.
                return at < 0
                        ? new Launch.Container(argument, null, whole, i + 1)
                        : new Launch.Container(
                                argument.substring(0, at),
                                argument.substring(at + 1),
                                whole,
                                i + 1);
            }
            if (!argument.contains("=") && !CONTAINER_WITHOUT_VALUE.contains(argument)) {
                i++;
            }
        }
        return new Launch.Unclear("the command names no image");
    }

    private static List<String> whole(String command, List<String> arguments) {
        var whole = new ArrayList<String>();
        whole.add(command);
        whole.addAll(arguments);
        return whole;
    }

    /** The file name without a folder or the endings that Windows gives programs. */
    private static String program(String command) {
        var name =
                command.substring(
                        Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.(exe|cmd|bat|ps1)$", "");
    }

    /**
     * The options before the first argument that is none; what follows is the server's own.
     *
     * @param first that argument, or null
     * @param rest what follows it
     */
    private record Options(Map<String, String> values, @Nullable String first, List<String> rest) {

        static Options read(List<String> arguments, Set<String> withValue) {
            var values = new java.util.HashMap<String, String>();
            for (var i = 0; i < arguments.size(); i++) {
                var argument = arguments.get(i);
                if (argument.equals("--") && i + 1 < arguments.size()) {
                    i++;
                    return new Options(
                            values, arguments.get(i), arguments.subList(i + 1, arguments.size()));
                }
                if (!argument.startsWith("-")) {
                    return new Options(
                            values, argument, arguments.subList(i + 1, arguments.size()));
                }
                var equals = argument.indexOf('=');
                if (equals > 0) {
                    values.put(argument.substring(0, equals), argument.substring(equals + 1));
                } else if (withValue.contains(argument) && i + 1 < arguments.size()) {
                    values.put(argument, arguments.get(++i));
                }
            }
            return new Options(values, null, List.of());
        }

        @Nullable String value(String name) {
            return values.get(name);
        }
    }
}
