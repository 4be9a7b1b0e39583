package dev.assay.web.page;

import dev.assay.inventory.review.LineComment;
import dev.assay.scanners.changes.ChangedCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where people's comments stand in the code that is shown now. A comment stays with its line while
 * a function of that print, or of that name in that file, still has the line.
 */
final class Remarks {

    private final Map<Integer, Map<Integer, List<CodeView.Comment>>> placed = new HashMap<>();
    private final List<CodeView.Comment> adrift = new ArrayList<>();

    Remarks(
            ChangedCode code,
            List<LineComment> comments,
            @Nullable String snapshot,
            People people) {
        for (var comment : comments) {
            place(code, comment, view(comment, snapshot, people));
        }
    }

    Map<Integer, List<CodeView.Comment>> lines(int function) {
        return placed.getOrDefault(function, Map.of());
    }

    int count(int function) {
        return lines(function).values().stream().mapToInt(List::size).sum();
    }

    List<CodeView.Comment> adrift() {
        return adrift;
    }

    private void place(ChangedCode code, LineComment comment, CodeView.Comment shown) {
        var place = comment.place();
        for (var exact : new boolean[] {true, false}) {
            for (var index = 0; index < code.functions().size(); index++) {
                var function = code.functions().get(index);
                var side = function.shown();
                var meant =
                        exact
                                ? function.print().equals(place.print())
                                : side.file().equals(place.file())
                                        && side.name().equals(place.function());
                var line =
                        meant
                                ? Pins.lineAt(side, place.line(), place.column(), place.lineText())
                                : -1;
                if (line >= 0) {
                    placed.computeIfAbsent(index, key -> new HashMap<>())
                            .computeIfAbsent(line, key -> new ArrayList<>())
                            .add(shown);
                    return;
                }
            }
        }
        adrift.add(shown);
    }

    private static CodeView.Comment view(
            LineComment comment, @Nullable String snapshot, People people) {
        var place = comment.place();
        var then = comment.snapshot();
        return new CodeView.Comment(
                people.name(comment.authorId()),
                comment.createdAt(),
                comment.text(),
                then != null && snapshot != null && !then.hex().equals(snapshot),
                place.file()
                        + ":"
                        + place.line()
                        + (place.function().isEmpty() ? "" : " in " + place.function()),
                place.lineText());
    }
}
