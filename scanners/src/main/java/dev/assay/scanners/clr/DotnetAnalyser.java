package dev.assay.scanners.clr;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage.Unparsed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at what a tree has for .NET: assemblies by their references, calls and texts, and what a
 * NuGet package says of itself. What flows where is not followed, so assemblies never count as read
 * whole, and a version that has some is never passed over.
 */
public final class DotnetAnalyser {

    private static final String NOT_FOLLOWED =
            "its references, calls and texts were read; what flows where is not followed";

    private DotnetAnalyser() {}

    /** Whether a file is an assembly without machine code: what is in it is told instead. */
    public static boolean isPlainAssembly(byte[] bytes) {
        try {
            return PeFile.isAssembly(bytes) && PeFile.of(bytes).isPlain();
        } catch (MalformedAssemblyException e) {
            return false;
        }
    }

    /** What is there for .NET; nothing where there is nothing. */
    public static CodeAnalysis analyse(PackageTree tree) {
        var notes = new Notes(tree.purl().toString());
        var unparsed = new ArrayList<Unparsed>();
        var code = 0L;
        if (PackageNotes.isOne(tree)) {
            new PackageNotes(tree, notes, unparsed).look();
            code += new BuildHooks(tree, notes, unparsed).look();
        }
        code += assemblies(tree, notes, unparsed);
        if (notes.isCut()) {
            unparsed.add(new Unparsed(".nuspec", "there is more in it than is told"));
        }
        var facts = notes.sorted();
        return facts.isEmpty() && unparsed.isEmpty()
                ? CodeAnalysis.NONE
                : new CodeAnalysis(
                        facts, List.of(), code, 0, unparsed, Set.of(), Set.of(), Set.of());
    }

    /** Those of one reason are told together: there may be hundreds. */
    private static long assemblies(PackageTree tree, Notes notes, List<Unparsed> unparsed) {
        var budget = new Budget();
        var byReason = new TreeMap<String, List<String>>();
        var bytes = 0L;
        for (var each : tree.files().entrySet()) {
            if (PeFile.isAssembly(each.getValue())) {
                bytes += each.getValue().length;
                var reason = look(each.getKey(), each.getValue(), notes, budget);
                byReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(each.getKey());
            }
        }
        byReason.forEach(
                (reason, files) ->
                        unparsed.add(
                                new Unparsed(
                                        files.getFirst(),
                                        files.size() == 1
                                                ? reason
                                                : reason
                                                        + " (and so of "
                                                        + (files.size() - 1)
                                                        + " further assemblies)")));
        return bytes;
    }

    private static String look(String file, byte[] bytes, Notes notes, Budget budget) {
        try {
            var more = new AssemblyFacts(file, bytes, notes, budget).look();
            return more.isEmpty() ? NOT_FOLLOWED : more;
        } catch (MalformedAssemblyException e) {
            return "it is an assembly that is not read: " + e.getMessage();
        }
    }
}
