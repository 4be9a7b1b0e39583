package dev.assay.web.cli;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Profile;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a file on disk is run with: itself, and of a package of npm or a wheel what it asks for.
 * Everything comes from the file's profile, since its own metadata is hostile and was read in the
 * worker.
 */
final class LocalClosure {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROJECT = "pyproject.toml";

    private final Workplace workplace;

    LocalClosure(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * The closure of a file.
     *
     * @throws IncompleteException where what it asks for cannot be known or had
     */
    Closure of(Path file, Profile profile)
            throws IncompleteException, UsageException, InterruptedException {
        var purl = purl(file, profile);
        var name = String.valueOf(file.getFileName());
        return switch (purl.type()) {
            case "npm" -> workplace.closure(LocalManifest.of(profile));
            case "pypi" -> python(purl, name, profile);
            default -> new Closure(purl, List.of(alone(purl, profile, "{}")));
        };
    }

    /** A jar that does not say whose it is has a name of its own here. */
    private static Purl purl(Path file, Profile profile) throws IncompleteException {
        var name = String.valueOf(file.getFileName());
        try {
            var purl = Purl.parse(profile.purl());
            if (!name.endsWith(".jar") || purl.type().equals("maven") && purl.version() != null) {
                return purl;
            }
        } catch (IllegalArgumentException e) {
            if (!name.endsWith(".jar")) {
                throw new IncompleteException(
                        "it is not run: what it calls itself is no name of a package, "
                                + profile.purl());
            }
        }
        var stem = name.substring(0, name.length() - ".jar".length());
        return new Purl("maven", "local", stem.replaceAll("[^A-Za-z0-9._-]", "-"), "0");
    }

    private Closure python(Purl purl, String file, Profile profile)
            throws IncompleteException, InterruptedException {
        var packages = new ArrayList<LockedPackage>();
        var itself =
                new PypiManifest(
                        purl.name(),
                        String.valueOf(purl.version()),
                        file,
                        "file:local",
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of(purl.name()));
        packages.add(alone(purl, profile, itself.json()));
        // A source archive is refused when it is laid out, whatever else it needs.
        var wanted = file.endsWith(".whl") ? wanted(profile) : List.<String>of();
        if (!wanted.isEmpty()) {
            packages.addAll(workplace.needs(purl, Map.of(PROJECT, project(wanted))));
        }
        return new Closure(purl, packages);
    }

    private static List<String> wanted(Profile profile) throws IncompleteException {
        var wanted = new ArrayList<String>();
        for (var fact : profile.facts()) {
            if (fact.kind() == FindingKind.DEPENDENCY_ADDED
                    && "dependencies".equals(fact.detail().get("group"))) {
                var text = fact.at().excerpt();
                if (text.length() >= Evidence.MAX_EXCERPT) {
                    throw new IncompleteException(
                            "it is not run: what it asks for of "
                                    + fact.value()
                                    + " is longer than any honest requirement");
                }
                wanted.add(text);
            }
        }
        return wanted;
    }

    /** Texts of JSON are texts of TOML as well. */
    private static byte[] project(List<String> wanted) {
        return wanted.stream()
                .map(JSON::writeValueAsString)
                .collect(Collectors.joining(", ", "[project]\ndependencies = [", "]\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static LockedPackage alone(Purl purl, Profile profile, String manifest)
            throws IncompleteException {
        var sha256 = profile.sha256();
        if (sha256 == null) {
            throw new IncompleteException("it is not run: it is no single file");
        }
        return new LockedPackage("", purl, Integrity.of(sha256), false, manifest);
    }
}
