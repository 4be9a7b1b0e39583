package dev.assay.scanners.delta;

import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells the parts of a profile apart: the server's own code with all that is in no package,
 * wherever it lies, and each package that lies in it.
 */
final class Owners {

    /** The server itself. */
    static final String OWN = "";

    private static final List<String> MODULES = List.of("node_modules/", "-packages/");

    private Owners() {}

    /** Whose file it is. */
    static String of(String file, Set<String> own) {
        var module = "";
        var at = -1;
        for (var each : MODULES) {
            var found = file.lastIndexOf(each);
            if (found > at) {
                at = found;
                module = file.substring(found + each.length());
            }
        }
        if (at >= 0) {
            var name = name(module);
            return own.contains(name) ? OWN : name;
        }
        return file.startsWith("opt/yarn-v") ? "yarn" : OWN;
    }

    private static String name(String path) {
        var first = path.indexOf('/');
        if (first < 0) {
            return path;
        }
        var second = path.startsWith("@") ? path.indexOf('/', first + 1) : -1;
        return second < 0 ? path.substring(0, first) : path.substring(0, second);
    }

    /** The parts of a profile by owner. */
    static Map<String, Profile> parts(Profile profile, Set<String> own) {
        var facts = new TreeMap<String, List<Fact>>();
        var functions = new HashMap<String, List<FunctionPrint>>();
        var files = new HashMap<String, Map<String, String>>();
        for (var each : profile.facts()) {
            facts.computeIfAbsent(of(each.at().file(), own), any -> new ArrayList<>()).add(each);
        }
        for (var each : profile.functions()) {
            functions.computeIfAbsent(of(each.file(), own), any -> new ArrayList<>()).add(each);
        }
        profile.files()
                .forEach(
                        (file, digest) ->
                                files.computeIfAbsent(of(file, own), any -> new HashMap<>())
                                        .put(file, digest));
        var parts = new TreeMap<String, Profile>();
        var names = new TreeSet<>(facts.keySet());
        names.addAll(functions.keySet());
        names.addAll(files.keySet());
        for (var name : names) {
            parts.put(
                    name,
                    of(
                            profile,
                            facts.getOrDefault(name, List.of()),
                            functions.getOrDefault(name, List.of()),
                            files.getOrDefault(name, Map.of())));
        }
        return parts;
    }

    /** A part of a profile that has nothing in it. */
    static Profile nothing(Profile profile) {
        return of(profile, List.of(), List.of(), Map.of());
    }

    /** Coverage is judged by each package's own look. */
    private static Profile of(
            Profile profile,
            List<Fact> facts,
            List<FunctionPrint> functions,
            Map<String, String> files) {
        return new Profile(
                profile.schema(),
                profile.analysis(),
                profile.purl(),
                profile.sha256(),
                new Coverage(0, 0, 0, 0, List.of(), 0, 0, 0),
                facts,
                functions,
                files);
    }
}
