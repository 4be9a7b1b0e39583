package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.artifact.pypi.VersionRange;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.coordinates.Purl;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Resolves what a tree of sources needs by its {@code pyproject.toml}, where that says it without a
 * build (PEP 621): what {@code pip install .} would choose. What its build needs is left out.
 */
public final class PypiTree {

    private static final TomlMapper TOML = new TomlMapper();
    private static final String MANIFEST = "pyproject.toml";
    private static final List<String> BUILDS = List.of("setup.cfg", "setup.py");
    private static final int LARGEST = 4 << 20;

    private final PypiIndex index;
    private final List<PypiTarget> targets;
    private final Clock clock;

    public PypiTree(PypiIndex index, List<PypiTarget> targets, Clock clock) {
        this.index = index;
        this.targets = List.copyOf(targets);
        this.clock = clock;
    }

    /**
     * Resolves.
     *
     * @param tree which it is
     * @param files of the tree, by path
     * @param taker told of the metadata of each wheel, and of each file that had to be fetched
     */
    public TreeNeeds of(Purl tree, Map<String, byte[]> files, PypiClosureResolver.Taker taker)
            throws IOException, InterruptedException {
        var bytes = files.get(MANIFEST);
        var project = bytes == null ? Optional.<JsonNode>empty() : project(bytes);
        if (project.isEmpty()) {
            return bytes == null ? withoutManifest(files) : unresolved("it is no TOML");
        }
        var declared = project.get().path("project");
        if (!declared.isObject()) {
            return project.get().path("build-system").isMissingNode()
                            && BUILDS.stream().noneMatch(files::containsKey)
                            && !project.get().path("tool").has("poetry")
                    ? new TreeNeeds.Undeclared()
                    : unresolved(
                            "it has no table [project], so only running its build would tell what"
                                    + " it needs, and Assay runs nothing");
        }
        if (declared.path("dynamic")
                .valueStream()
                .anyMatch(each -> each.asString("").equals("dependencies"))) {
            return unresolved(
                    "it leaves its dependencies to its build ('dynamic'), and Assay runs nothing");
        }
        var python = VersionRange.of(declared.path("requires-python").asString(""));
        for (var target : targets) {
            if (!python.orElse(VersionRange.ANY).contains(target.python())) {
                return unresolved(
                        "it is for Python "
                                + Candidates.printable(
                                        declared.path("requires-python").asString(""))
                                + ", and what is resolved is for "
                                + target
                                + "; assay.upstream.pypi.python says for which");
            }
        }
        return resolved(tree, declared.path("dependencies"), taker);
    }

    private TreeNeeds resolved(Purl tree, JsonNode needed, PypiClosureResolver.Taker taker)
            throws IOException, InterruptedException {
        var texts = needed.valueStream().map(each -> each.asString("")).toList();
        var outcome = new PypiClosureResolver(index, targets, clock).resolve(tree, texts, taker);
        return switch (outcome) {
            case ClosureOutcome.Resolved(var closure) -> {
                var wanted = new TreeMap<String, String>();
                for (var text : texts) {
                    Requirement.of(text)
                            .ifPresent(each -> wanted.put(each.name(), Candidates.printable(text)));
                }
                yield new TreeNeeds.Resolved(
                        MANIFEST, "pip's choice for " + targets, wanted, closure.packages());
            }
            case ClosureOutcome.Unresolvable(var reason) -> unresolved(reason);
            case ClosureOutcome.TooLarge(var reason) -> unresolved(reason);
            case ClosureOutcome.UpstreamAway(var reason, var after) ->
                    new TreeNeeds.UpstreamAway(reason, after);
        };
    }

    private static TreeNeeds unresolved(String reason) {
        return new TreeNeeds.Unresolved(MANIFEST, reason);
    }

    private static TreeNeeds withoutManifest(Map<String, byte[]> files) {
        return BUILDS.stream()
                .filter(files::containsKey)
                .reduce((first, second) -> second)
                .<TreeNeeds>map(
                        file ->
                                new TreeNeeds.Unresolved(
                                        file,
                                        "only running it would tell what it needs, and Assay runs"
                                                + " nothing; a pyproject.toml with [project] and"
                                                + " dependencies would say it"))
                .orElseGet(TreeNeeds.Undeclared::new);
    }

    private static Optional<JsonNode> project(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(TOML.readTree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
