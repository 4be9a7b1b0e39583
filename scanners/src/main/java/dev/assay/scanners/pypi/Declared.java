package dev.assay.scanners.pypi;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a package's metadata say, as facts of the same shape as npm's. */
final class Declared {

    private final Distribution distribution;

    Declared(Distribution distribution) {
        this.distribution = distribution;
    }

    /**
     * @param imported the modules that the code imports, as the engine names them
     */
    List<Fact> facts(Set<String> imported) {
        var facts = new ArrayList<Fact>();
        for (var header : distribution.headers().all("Requires-Dist")) {
            required(header.value(), "dependencies", header.line(), imported, facts);
        }
        if (distribution.headers().all("Metadata-Version").isEmpty()) {
            ofProject(imported, facts);
        }
        for (var requirement :
                distribution.project().path("build-system").path("requires").values()) {
            required(requirement.asString(""), "build", 1, imported, facts);
        }
        entryPoints(facts);
        licence(facts);
        return facts;
    }

    private void ofProject(Set<String> imported, List<Fact> facts) {
        var project = distribution.project().path("project");
        for (var requirement : project.path("dependencies").values()) {
            required(requirement.asString(""), "dependencies", 1, imported, facts);
        }
        for (var group : project.path("optional-dependencies").properties()) {
            for (var requirement : group.getValue().values()) {
                required(requirement.asString(""), "optional", 1, imported, facts);
            }
        }
        for (var file : List.of("requirements.txt")) {
            var number = 0;
            for (var line : Distribution.text(distribution.tree(), file).lines().toList()) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#' && line.charAt(0) != '-') {
                    var plain = line.replaceAll("\\s+#.*$", "");
                    required(plain, "dependencies", number, imported, facts);
                }
            }
        }
    }

    private void required(
            String text, String group, int line, Set<String> imported, List<Fact> facts) {
        var requirement = Requirement.of(text);
        if (requirement == null) {
            return;
        }
        var detail = new HashMap<String, Object>();
        detail.put("range", requirement.range());
        detail.put("group", requirement.extra() == null ? group : "optional");
        detail.put("imported", ImportNames.use(requirement.name(), imported));
        if (!requirement.marker().isEmpty()) {
            detail.put("marker", requirement.marker());
        }
        var at = evidence(distribution.declaredIn(), line, text);
        facts.add(fact(FindingKind.DEPENDENCY_ADDED, requirement.name(), at, detail));
        if (requirement.isAddress()) {
            var source = requirement.address().startsWith("git+") ? "git" : "url";
            facts.add(
                    fact(
                            FindingKind.DEPENDENCY_SOURCE,
                            requirement.name(),
                            at,
                            Map.of("source", source, "range", requirement.address())));
        }
    }

    private void entryPoints(List<Fact> facts) {
        for (var point : distribution.entryPoints()) {
            var at =
                    evidence(
                            distribution.entryPointsFile(),
                            point.line(),
                            point.name() + " = " + point.target());
            var role = point.isCommand() ? "bin" : "exports";
            facts.add(
                    fact(
                            FindingKind.ENTRY_POINT,
                            point.value(),
                            at,
                            Map.of("role", role, "target", point.target())));
        }
        for (var file : distribution.tree().files().keySet()) {
            if (file.matches("[^/]+\\.data/scripts/[^/]+")) {
                var name = file.substring(file.lastIndexOf('/') + 1);
                facts.add(
                        fact(
                                FindingKind.ENTRY_POINT,
                                "bin:" + name,
                                evidence(file, 0, ""),
                                Map.of("role", "bin", "target", file)));
            }
        }
    }

    private void licence(List<Fact> facts) {
        var expression = distribution.headers().first("License-Expression");
        var name = expression == null ? distribution.headers().first("License") : expression;
        // Older packages put the whole text where its name belongs.
        var names =
                name != null && !name.isBlank() && name.length() < 200
                        ? List.of(name)
                        : distribution.headers().all("Classifier").stream()
                                .map(Headers.Header::value)
                                .filter(each -> each.startsWith("License :: OSI Approved :: "))
                                .map(each -> each.substring(each.lastIndexOf(':') + 1).strip())
                                .toList();
        for (var each : names) {
            var at = evidence(distribution.declaredIn(), 1, each);
            facts.add(fact(FindingKind.LICENCE, each, at, Map.of()));
        }
    }

    private Evidence evidence(String file, int line, String text) {
        var excerpt = text.substring(0, Math.min(text.length(), Evidence.MAX_EXCERPT));
        var column = line == 0 ? 0 : 1;
        return new Evidence(
                distribution.tree().purl().toString(), file, line, column, null, excerpt);
    }

    private static Fact fact(
            FindingKind kind, String value, Evidence at, Map<String, Object> detail) {
        return new Fact(kind, value, null, true, Via.PLAIN, at, detail);
    }
}
