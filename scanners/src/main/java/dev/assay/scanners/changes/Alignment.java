package dev.assay.scanners.changes;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;

import dev.assay.scanners.changes.ChangedCode.Edit;

import java.util.ArrayList;
import java.util.List;

/** Where two lists differ, in the fewest edits; what touches is one edit. */
final class Alignment {

    private Alignment() {}

    static List<Edit> of(List<String> older, List<String> newer) {
        var edits = new ArrayList<Edit>();
        for (var delta :
                DiffUtils.diff(older, newer, new MyersDiffWithLinearSpace<String>()).getDeltas()) {
            var source = delta.getSource();
            var target = delta.getTarget();
            add(
                    edits,
                    new Edit(
                            source.getPosition(),
                            source.getPosition() + source.size(),
                            target.getPosition(),
                            target.getPosition() + target.size()));
        }
        return edits;
    }

    /** The algorithm tells what took a place as something that went and something that came. */
    private static void add(List<Edit> edits, Edit edit) {
        var last = edits.isEmpty() ? null : edits.getLast();
        if (last != null && last.oldTo() == edit.oldFrom() && last.newTo() == edit.newFrom()) {
            edits.set(
                    edits.size() - 1,
                    new Edit(last.oldFrom(), edit.oldTo(), last.newFrom(), edit.newTo()));
        } else {
            edits.add(edit);
        }
    }
}
