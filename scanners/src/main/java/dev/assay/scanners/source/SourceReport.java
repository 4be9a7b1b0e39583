package dev.assay.scanners.source;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.source.FileMatch.How;
import dev.assay.scanners.source.SourceComparison.Counts;
import dev.assay.scanners.source.SourceComparison.Named;
import dev.assay.scanners.source.SourceComparison.UnknownFile;
import dev.assay.scanners.source.SourceComparison.UnknownFunction;
import dev.assay.scanners.vendored.Attributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a comparison of what the worker found and of what is known of the package: which of its
 * files run, and which of its functions are those of other packages. Pure.
 */
public final class SourceReport {

    /** A file most of whose functions are unknown is an unknown file. */
    private static final double MOSTLY = 0.5;

    private final TreeMatch match;
    private final Set<String> dependencies;
    private final Set<String> idle = new HashSet<>();
    private final Set<String> code = new HashSet<>();

    private final List<UnknownFile> files = new ArrayList<>();
    private final List<UnknownFunction> functions = new ArrayList<>();
    private final List<Named> altered = new ArrayList<>();
    private final List<Named> notCompared = new ArrayList<>();
    private final List<Named> others = new ArrayList<>();
    private int ofDependencies;
    private int unknownFunctions;
    private int built;

    private SourceReport(TreeMatch match, Attributed known) {
        this.match = match;
        this.dependencies = known.attribution().prints();
        var profile = known.profile();
        profile.functions().stream().map(FunctionPrint::file).forEach(code::add);
        profile.facts().stream().filter(SourceReport::isIdle).map(Fact::value).forEach(idle::add);
    }

    private static boolean isIdle(Fact fact) {
        return fact.kind() == FindingKind.ENTRY_POINT && "none".equals(fact.detail().get("role"));
    }

    /**
     * The comparison.
     *
     * @param known the package's {@link Profile}, with what is known of where its functions are
     *     from
     */
    public static SourceComparison of(
            TreeMatch match,
            Attributed known,
            String repository,
            String foundBy,
            boolean isProven,
            String directory) {
        return new SourceReport(match, known).make(repository, foundBy, isProven, directory);
    }

    private SourceComparison make(
            String repository, String foundBy, boolean isProven, String directory) {
        match.files().forEach(this::file);
        files.sort(
                Comparator.comparing(UnknownFile::runs)
                        .reversed()
                        .thenComparing(UnknownFile::path));
        functions.sort(
                Comparator.comparing(UnknownFunction::runs)
                        .reversed()
                        .thenComparing(UnknownFunction::isBuilt)
                        .thenComparing(UnknownFunction::path)
                        .thenComparing(UnknownFunction::at));
        return new SourceComparison(
                repository,
                match.commit(),
                foundBy,
                isProven,
                directory,
                counts(),
                cut(files),
                cut(functions),
                cut(match.fields()),
                cut(altered),
                cut(notCompared),
                cut(others));
    }

    private static <T> List<T> cut(List<T> list) {
        return list.subList(0, Math.min(list.size(), SourceComparison.MOST));
    }

    private boolean runs(String path) {
        return (code.contains(path) || RustFiles.runs(path)) && !idle.contains(path);
    }

    private void file(FileMatch file) {
        switch (file.how()) {
            case IDENTICAL, LINE_ENDS, MADE -> {}
            case OTHER -> others.add(new Named(file.path(), ""));
            case NOT_COMPARED -> notCompared.add(new Named(file.path(), file.why()));
            case ALTERED -> {
                altered.add(new Named(file.path(), String.valueOf(file.from())));
                ofCode(file);
            }
            case BUILT, UNKNOWN -> ofCode(file);
        }
    }

    private void ofCode(FileMatch file) {
        var unknown = new ArrayList<StrangeFunction>();
        for (var each : file.strange()) {
            if (dependencies.contains(each.print())) {
                ofDependencies++;
            } else {
                unknown.add(each);
            }
        }
        var whole =
                file.how() != How.ALTERED
                        && !unknown.isEmpty()
                        && unknown.size() > file.functions() * MOSTLY;
        if (whole) {
            files.add(
                    new UnknownFile(
                            file.path(),
                            runs(file.path()),
                            file.why(),
                            file.functions(),
                            unknown.size()));
            return;
        }
        if (file.how() == How.BUILT || file.how() == How.UNKNOWN) {
            built++;
        }
        unknownFunctions += unknown.size();
        for (var each : unknown) {
            functions.add(
                    new UnknownFunction(
                            file.path(),
                            file.from(),
                            runs(file.path()),
                            !file.why().isEmpty(),
                            each.name(),
                            each.line(),
                            each.at(),
                            each.text()));
        }
    }

    private int count(How how) {
        return (int) match.files().stream().filter(each -> each.how() == how).count();
    }

    private Counts counts() {
        return new Counts(
                match.sourceFiles(),
                match.files().size(),
                count(How.IDENTICAL),
                count(How.LINE_ENDS),
                count(How.ALTERED),
                built,
                count(How.MADE),
                files.size(),
                others.size(),
                notCompared.size(),
                match.files().stream().mapToInt(FileMatch::functions).sum(),
                match.files().stream().mapToInt(FileMatch::same).sum(),
                match.files().stream().mapToInt(FileMatch::rebuilt).sum(),
                match.files().stream().mapToInt(FileMatch::worded).sum(),
                ofDependencies,
                unknownFunctions);
    }
}
