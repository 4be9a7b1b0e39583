package dev.assay.web.cli;

import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.PypiCommand;
import dev.assay.scanners.clientconfig.ClientConfiguration;
import dev.assay.scanners.clientconfig.ConfiguredServer;
import dev.assay.scanners.clientconfig.Launch;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.PythonName;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;
import dev.assay.scanners.finding.Severity;
import dev.assay.web.cli.ConfigurationProblem.Kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Compares what clients are configured to start with what may be used. */
final class ConfigurationCheck {

    private static final long MOST_BYTES = 10L << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Standing.@Nullable Desk desk;
    private final Function<String, @Nullable URI> npmRegistry;

    /**
     * @param desk null to ask nobody
     * @param npmRegistry where npm itself takes a package from, null where nothing is configured
     */
    ConfigurationCheck(Standing.@Nullable Desk desk, Function<String, @Nullable URI> npmRegistry) {
        this.desk = desk;
        this.npmRegistry = npmRegistry;
    }

    /**
     * What a file holds.
     *
     * @param servers how many servers it names
     */
    record Checked(String file, int servers, List<ConfigurationProblem> problems) {}

    Checked check(Path path) throws IncompleteException, InterruptedException {
        var file = path.toString();
        return switch (ClientConfiguration.read(text(path))) {
            case ClientConfiguration.Unreadable(var why) ->
                    new Checked(
                            file,
                            0,
                            List.of(
                                    new ConfigurationProblem(
                                            file,
                                            1,
                                            "",
                                            Kind.UNREADABLE,
                                            Severity.HIGH,
                                            "what it starts is not known: " + why,
                                            null)));
            case ClientConfiguration.Servers(var servers) -> {
                var problems = new ArrayList<ConfigurationProblem>();
                for (var server : servers) {
                    check(new Place(file, server), problems);
                }
                yield new Checked(file, servers.size(), problems);
            }
        };
    }

    private record Place(String file, ConfiguredServer server) {

        ConfigurationProblem problem(
                Kind kind, Severity severity, String message, @Nullable String instead) {
            return new ConfigurationProblem(
                    file, server.line(), server.name(), kind, severity, message, instead);
        }
    }

    private void check(Place place, List<ConfigurationProblem> problems)
            throws IncompleteException, InterruptedException {
        switch (place.server().launch()) {
            case Launch.Package it -> ofPackage(place, it, problems);
            case Launch.Container it -> image(place, it, problems);
            case Launch.Remote(var url) -> elsewhere(place, url, problems);
            case Launch.Program(var command) ->
                    problems.add(
                            place.problem(
                                    Kind.NOT_VETTED,
                                    Severity.MEDIUM,
                                    "it is a program of this machine ("
                                            + command.getFirst()
                                            + "), and what it is nobody knows here",
                                    null));
            case Launch.Unclear(var why) ->
                    problems.add(place.problem(Kind.UNKNOWN, Severity.HIGH, why, null));
        }
        for (var name : place.server().secrets()) {
            problems.add(
                    place.problem(
                            Kind.SECRET_IN_FILE,
                            Severity.HIGH,
                            "the value of " + name + " stands in the file",
                            "refer to a variable or an input of your client, and change the secret"));
        }
    }

    private void image(Place place, Launch.Container it, List<ConfigurationProblem> problems)
            throws IncompleteException, InterruptedException {
        if (desk == null) {
            var digest = it.digest();
            problems.add(
                    digest == null
                            ? place.problem(
                                    Kind.UNPINNED,
                                    Severity.HIGH,
                                    "the image "
                                            + it.image()
                                            + " is named by a tag, which can be another one tomorrow",
                                    null)
                            : notAsked(place, it.image() + "@" + digest));
            return;
        }
        new ImageCheck(desk)
                .check(it)
                .ifPresent(
                        each ->
                                problems.add(
                                        place.problem(
                                                each.kind(),
                                                each.severity(),
                                                each.message(),
                                                each.instead().isEmpty()
                                                        ? null
                                                        : entry(place, each.instead()))));
    }

    private void elsewhere(Place place, String url, List<ConfigurationProblem> problems)
            throws IncompleteException, InterruptedException {
        RemoteEndpoint endpoint;
        try {
            endpoint = RemoteEndpoint.parse(url);
        } catch (IllegalArgumentException e) {
            problems.add(
                    place.problem(
                            Kind.UNKNOWN, Severity.HIGH, String.valueOf(e.getMessage()), null));
            return;
        }
        if (desk == null) {
            problems.add(notAsked(place, "the server at " + endpoint));
            return;
        }
        // What it says of itself is what was approved, so a configuration names no version of it.
        if (desk.ask(endpoint.purl(null).toString()).approved().isEmpty()) {
            problems.add(
                    place.problem(
                            Kind.NOT_APPROVED,
                            Severity.HIGH,
                            "it runs at "
                                    + endpoint
                                    + ", which nobody has approved, or not any more; ask for it on"
                                    + " the pages by that address",
                            null));
        }
    }

    private static ConfigurationProblem notAsked(Place place, String what) {
        return place.problem(
                Kind.NOT_ASKED,
                Severity.INFO,
                "nobody was asked whether " + what + " is approved",
                null);
    }

    private static Purl purl(Launch.Package it, @Nullable String version) {
        return switch (it.type()) {
            case PypiEcosystem.TYPE ->
                    new Purl(PypiEcosystem.TYPE, null, PythonName.normal(it.name()), version);
            case NugetName.TYPE ->
                    new Purl(NugetName.TYPE, null, NugetName.normal(it.name()), spelled(version));
            case CargoEcosystem.TYPE -> new Purl(CargoEcosystem.TYPE, null, it.name(), version);
            default -> Purl.npm(it.name(), version);
        };
    }

    /** NuGet takes several spellings for one version. */
    private static @Nullable String spelled(@Nullable String version) {
        return version == null
                ? null
                : NugetVersion.of(version).map(NugetVersion::toString).orElse(version);
    }

    private void ofPackage(Place place, Launch.Package it, List<ConfigurationProblem> problems)
            throws IncompleteException, InterruptedException {
        var purl = purl(it, it.pinned() ? it.version() : null);
        if (desk == null) {
            problems.add(
                    it.pinned()
                            ? notAsked(place, purl.toString())
                            : place.problem(Kind.UNPINNED, Severity.HIGH, unpinned(it), null));
            return;
        }
        var standing = desk.ask(purl.toString());
        var instead = instead(place, it, standing);
        if (!it.pinned()) {
            problems.add(place.problem(Kind.UNPINNED, Severity.HIGH, unpinned(it), instead));
            return;
        }
        var state = standing.state() == null ? "unknown" : standing.state();
        switch (state) {
            case "approved" -> {
                if (standing.serves(purl.exactVersion())) {
                    pastTheGate(place, it, standing, instead, problems);
                } else {
                    problems.add(
                            place.problem(
                                    Kind.NOT_APPROVED,
                                    Severity.HIGH,
                                    purl
                                            + " is approved for "
                                            + standing.stage()
                                            + " alone, see "
                                            + standing.page(),
                                    instead));
                }
            }
            case "unknown" ->
                    problems.add(
                            place.problem(
                                    Kind.UNKNOWN,
                                    Severity.HIGH,
                                    "nobody has asked for " + purl + " yet",
                                    instead));
            case "revoked" ->
                    problems.add(
                            place.problem(
                                    Kind.REVOKED,
                                    Severity.CRITICAL,
                                    purl + " is revoked; stop using it, see " + standing.page(),
                                    instead));
            default ->
                    problems.add(
                            place.problem(
                                    Kind.NOT_APPROVED,
                                    Severity.HIGH,
                                    purl
                                            + " is "
                                            + state.replace('-', ' ')
                                            + ", see "
                                            + standing.page(),
                                    instead));
        }
    }

    /** Approved bytes are approved as they come from the gate. */
    private void pastTheGate(
            Place place,
            Launch.Package it,
            Standing standing,
            @Nullable String instead,
            List<ConfigurationProblem> problems) {
        var gate = URI.create(standing.approved().getFirst().registry());
        var named = it.registry();
        var isNpm = it.type().equals(NpmEcosystem.TYPE);
        var taken = named != null ? uri(named) : isNpm ? npmRegistry.apply(it.name()) : null;
        if (taken == null || !sameServer(gate, taken)) {
            problems.add(
                    place.problem(
                            Kind.PAST_THE_GATE,
                            named == null ? Severity.MEDIUM : Severity.HIGH,
                            "its version is approved, but it is fetched from "
                                    + (taken == null
                                            ? "wherever "
                                                    + (isNpm ? "npm" : "its installer")
                                                    + " is told to"
                                            : String.valueOf(taken.getHost()))
                                    + " and not from the gate",
                            instead));
        }
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String unpinned(Launch.Package it) {
        return it.name()
                + (it.version() == null ? "" : "@" + it.version())
                + " is whatever version is newest when it starts, and the newest is the one nobody has"
                + " looked at";
    }

    /** This version where it is approved, else the one that was approved last. */
    private static @Nullable String instead(Place place, Launch.Package it, Standing standing) {
        if (it.type().equals(CargoEcosystem.TYPE)) {
            // Nothing fetches and starts a crate in one command.
            return null;
        }
        var asked = purl(it, it.version()).version();
        var version =
                standing.approved().stream()
                        .filter(each -> each.version().equals(asked))
                        .findFirst()
                        .or(() -> standing.approved().stream().findFirst());
        return version.map(each -> entry(place, start(it, each.registry(), each.version())))
                .orElse(null);
    }

    /** The command, with the arguments that are the server's own as they stand there. */
    private static List<String> start(Launch.Package it, String registry, String version) {
        var release = purl(it, version);
        var words =
                new ArrayList<>(
                        switch (it.type()) {
                            case PypiEcosystem.TYPE -> PypiCommand.run(release, registry);
                            case NugetName.TYPE -> NugetCommand.run(release, registry);
                            default ->
                                    List.of(
                                            "npx",
                                            "-y",
                                            "--registry=" + registry,
                                            it.name() + "@" + version);
                        });
        if (it.type().equals(NugetName.TYPE) && !it.arguments().isEmpty()) {
            words.add("--");
        }
        words.addAll(it.arguments());
        return words;
    }

    private static String entry(Place place, List<String> words) {
        JsonNode start =
                JSON.createObjectNode()
                        .put("command", words.getFirst())
                        .set("args", JSON.valueToTree(words.subList(1, words.size())));
        return JSON.writeValueAsString(place.server().name()) + ": " + start;
    }

    private static String text(Path file) throws IncompleteException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IncompleteException(file + " is larger than 10 MiB; it is not read");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IncompleteException(file + " cannot be read: " + e);
        }
    }
}
