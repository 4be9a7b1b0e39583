package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is owed and watched about one release.
 *
 * @param watch how its upstream answered last, or null where it is not watched
 */
record CareView(List<TaskRow> tasks, WatchView.@Nullable Row watch) {

    static final CareView NOTHING = new CareView(List.of(), null);

    boolean nothing() {
        return tasks.isEmpty() && watch == null;
    }
}
