package dev.assay.web.page;

import dev.assay.registry.dpia.Assessment;
import dev.assay.registry.dpia.Block;
import dev.assay.registry.dpia.Cell;
import dev.assay.registry.dpia.DpiaFile;
import dev.assay.registry.dpia.Dpias;
import dev.assay.registry.dpia.Mark;
import dev.assay.registry.dpia.Risk;
import dev.assay.registry.dpia.Section;
import dev.assay.registry.dpia.Template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One assessment, to be read and written in the browser.
 *
 * @param servers the package URLs of those it is about
 */
record DpiaView(
        String id,
        Assessment of,
        Template form,
        List<String> servers,
        List<Dpias.Event> history,
        boolean mayWrite,
        @Nullable String told,
        @Nullable String problem) {

    private static final int MOST_ROWS = 100;

    List<DpiaFile> files() {
        return List.of(DpiaFile.values());
    }

    /** What a person wrote there before; empty for nothing. */
    String written(@Nullable Cell cell) {
        return cell != null && cell.mark() == Mark.WRITTEN ? cell.text() : "";
    }

    String kind(Cell cell) {
        return cell.mark().isGap() ? "gap" : cell.mark() == Mark.PROPOSED ? "proposed" : "";
    }

    List<List<Cell>> rows(Block.Table table) {
        return table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()));
    }

    int more(Block.Table table) {
        return Math.max(0, table.rows().size() - MOST_ROWS);
    }

    boolean isSignOff(Section section) {
        return section.step() == 7;
    }

    boolean isConfirmed(Section section) {
        return section.confirmed() instanceof Section.Confirmed.Holds;
    }

    /** Whether some question of it takes words. */
    boolean takesWords(Section section) {
        return section.items().stream().anyMatch(each -> each.answer() != null);
    }

    List<Choice> choices(Risk risk) {
        return List.of(
                new Choice(
                        "likelihood", "Likelihood", form.likelihoods(), written(risk.likelihood())),
                new Choice("severity", "Severity", form.severities(), written(risk.severity())),
                new Choice("effect", "Effect of measures", form.effects(), written(risk.effect())),
                new Choice("residual", "Residual risk", form.levels(), written(risk.residual())),
                new Choice(
                        "approved",
                        "Measure approved",
                        List.of("yes", "no"),
                        written(risk.approved())));
    }

    /** The key of the next risk that somebody adds. */
    String nextOwn() {
        var own =
                of.risks().stream()
                        .map(Risk::key)
                        .filter(each -> each.startsWith("own-"))
                        .mapToInt(each -> Integer.parseInt(each.substring(4)))
                        .max()
                        .orElse(0);
        return "own-" + (own + 1);
    }

    /** One select of a form. */
    record Choice(String part, String label, List<String> words, String chosen) {}
}
