package dev.assay.web.page;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.DependencyPaths;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.ClosureChange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which dependencies came, changed and went. */
final class DependencyViews {

    private static final int MOST = 500;

    private DependencyViews() {}

    /** Nothing at a first look: there all of them are new, and the closure lists them. */
    static List<ReportView.Dependency> of(@Nullable Closure from, Closure to) {
        if (from == null || from.packages().isEmpty() || to.packages().isEmpty()) {
            return List.of();
        }
        var change = ClosureChange.between(from, to);
        var paths = DependencyPaths.of(to);
        var older = DependencyPaths.of(from);
        var rows = new ArrayList<ReportView.Dependency>();
        for (var arrived : change.arrived()) {
            rows.add(row("add", "new", null, arrived, way(paths, arrived)));
        }
        for (var pair : change.replaced()) {
            rows.add(
                    row(
                            "mod",
                            "changed",
                            Objects.requireNonNull(pair.from()),
                            pair.to(),
                            way(paths, pair.to())));
        }
        for (var moved : change.moved()) {
            rows.add(row("mod", "moved", null, moved, way(paths, moved)));
        }
        for (var gone : change.gone()) {
            rows.add(
                    new ReportView.Dependency(
                            "gone",
                            "gone",
                            gone.purl().packageName(),
                            gone.purl().toString(),
                            "",
                            way(older, gone)));
        }
        return List.copyOf(rows.subList(0, Math.min(MOST, rows.size())));
    }

    private static ReportView.Dependency row(
            String css,
            String state,
            @Nullable LockedPackage before,
            LockedPackage now,
            String why) {
        return new ReportView.Dependency(
                css,
                state,
                now.purl().packageName(),
                before == null ? "" : before.purl().toString(),
                now.purl().toString(),
                why);
    }

    private static String way(DependencyPaths paths, LockedPackage locked) {
        return String.join(" › ", paths.to(locked));
    }
}
