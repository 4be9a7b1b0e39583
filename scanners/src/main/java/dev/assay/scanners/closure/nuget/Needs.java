package dev.assay.scanners.closure.nuget;

import dev.assay.scanners.artifact.nuget.Framework;
import dev.assay.scanners.artifact.nuget.NugetRange;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.artifact.nuget.Nuspec;
import dev.assay.scanners.artifact.nuget.ToolSettings;
import dev.assay.scanners.coordinates.NugetName;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a package needs on a target. What cannot be understood is never nothing. */
final class Needs {

    /** One of them. */
    record Need(String id, NugetRange range) {}

    private final NugetTarget target;

    Needs(NugetTarget target) {
        this.target = target;
    }

    List<Need> of(Shelf.Taken taken) {
        var nuspec = taken.packed().nuspec();
        var needs = new ArrayList<Need>();
        if (!nuspec.groups().isEmpty()) {
            var frameworks = nuspec.groups().stream().map(Nuspec.Group::framework).toList();
            var nearest =
                    target.framework()
                            .nearest(frameworks)
                            .orElseThrow(
                                    () ->
                                            StoppedException.unresolvable(
                                                    nothingFor(taken, frameworks)));
            for (var group : nuspec.groups()) {
                if (group.framework().equals(nearest)) {
                    group.needs().forEach(each -> needs.add(need(taken, each)));
                }
            }
        }
        ofTool(taken).ifPresent(needs::add);
        return needs;
    }

    private String nothingFor(Shelf.Taken taken, List<Framework> frameworks) {
        return taken.purl()
                + " says what it needs on "
                + frameworks.stream().map(Framework::text).collect(Collectors.joining(", "))
                + ", and nothing for "
                + target.framework()
                + "; assay.upstream.nuget.framework names another target";
    }

    private static Need need(Shelf.Taken taken, Nuspec.Need need) {
        var range =
                NugetRange.of(need.range())
                        .orElseThrow(
                                () ->
                                        StoppedException.unresolvable(
                                                taken.purl()
                                                        + " needs "
                                                        + need.id()
                                                        + " '"
                                                        + need.range()
                                                        + "', which is no range of versions that"
                                                        + " stays what it is"));
        return new Need(NugetName.normal(need.id()), range);
    }

    /** The package that holds a tool for the target's machine, where it is packed so. */
    private Optional<Need> ofTool(Shelf.Taken taken) {
        var perRuntime = new TreeMap<String, String>();
        for (var settings : taken.packed().settings().entrySet()) {
            perRuntime.putAll(read(taken, settings));
        }
        if (perRuntime.isEmpty()) {
            return Optional.empty();
        }
        var own = perRuntime.get(target.runtime());
        var id = own == null ? perRuntime.get("any") : own;
        if (id == null || !NugetName.isName(id)) {
            throw StoppedException.unresolvable(
                    taken.purl()
                            + " is a tool in packages for "
                            + String.join(", ", perRuntime.keySet())
                            + ", and none for "
                            + target.runtime()
                            + "; assay.upstream.nuget.runtime names another machine");
        }
        var version = taken.packed().nuspec().version();
        return Optional.of(
                new Need(NugetName.normal(id), new NugetRange(version, true, version, true)));
    }

    private static Map<String, String> read(Shelf.Taken taken, Map.Entry<String, byte[]> settings) {
        try {
            return ToolSettings.read(settings.getValue()).perRuntime();
        } catch (IOException e) {
            throw StoppedException.unresolvable(
                    settings.getKey() + " of " + taken.purl() + ": " + e.getMessage());
        }
    }
}
