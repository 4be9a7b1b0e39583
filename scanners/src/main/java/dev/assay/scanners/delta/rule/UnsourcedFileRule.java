package dev.assay.scanners.delta.rule;

import static java.util.stream.Collectors.toSet;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceComparison.UnknownFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file that runs and comes from nowhere in the source. */
final class UnsourcedFileRule implements SourceRule {

    @Override
    public FindingKind kind() {
        return FindingKind.UNSOURCED_FILE;
    }

    @Override
    public List<Judgement> judge(SourceCase source) {
        var comparison = source.compared().orElse(null);
        if (comparison == null) {
            return List.of();
        }
        var known =
                source.comparedBefore()
                        .map(before -> before.unknownFiles().stream())
                        .map(files -> files.map(UnknownFile::path).collect(toSet()))
                        .orElse(Set.of());
        var running = comparison.unknownFiles().stream().filter(UnknownFile::runs).toList();
        var judgements = new ArrayList<Judgement>();
        for (var file : running.subList(0, Math.min(MOST, running.size()))) {
            judgements.add(
                    judgement(
                            source.change(),
                            severity(file, known),
                            file.path(),
                            title(file, comparison, known),
                            List.of(source.at(kind(), file.path(), 0, null, true, ""))));
        }
        if (running.size() > MOST) {
            var rest = running.subList(MOST, running.size());
            judgements.add(
                    further(
                            source,
                            rest,
                            "that run come from nowhere in " + SourceCase.source(comparison),
                            each -> severity(each, known),
                            each -> source.at(kind(), each.path(), 0, null, true, "")));
        }
        return judgements;
    }

    /** What a build made may hold dependencies that nobody here knows. */
    private static Severity severity(UnknownFile file, Set<String> known) {
        if (known.contains(file.path())) {
            return Severity.LOW;
        }
        return file.why().isEmpty() ? Severity.HIGH : Severity.MEDIUM;
    }

    private static String title(UnknownFile file, SourceComparison comparison, Set<String> known) {
        return file.path()
                + " runs and comes from nowhere in "
                + SourceCase.source(comparison)
                + (file.why().isEmpty()
                        ? ""
                        : "; it was built ("
                                + file.why()
                                + "), and "
                                + file.unknown()
                                + " of its "
                                + file.functions()
                                + " functions are neither the source's nor a known dependency's")
                + (known.contains(file.path()) ? ", as in the version before" : "");
    }
}
