package dev.assay.registry.dpia;

import dev.assay.inventory.record.ServerRecord;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The workbook. Records come one by one and once; their rows wait in files, so that neither the
 * records nor the sheets are ever in memory.
 */
public final class WorkbookFile {

    private static final int ROWS_AT_ONCE = 200;

    /** The most rows that a sheet can have, its head and a last line left out. */
    private static final int MOST_ROWS = Worksheet.MAX_ROWS - 2;

    private static final String NO_TIME = "<dcterms:created[^>]*>[^<]*</dcterms:created>";

    /** Where records come from. */
    public interface Source {
        void each(Consumer<ServerRecord> to);
    }

    private final Draft.Organisation organisation;
    private final String pin;
    private final Instant at;

    /**
     * @param pin what stands below each page
     * @param at the only time in the file
     */
    public WorkbookFile(Draft.Organisation organisation, String pin, Instant at) {
        this.organisation = organisation;
        this.pin = pin;
        this.at = at;
    }

    /** Of every server there is, each with the risks that the library proposes for it alone. */
    public void writeAll(Source records, OutputStream to) throws IOException {
        var sheets = new Sheets(organisation);
        var all = new ArrayList<>(sheets.all());
        all.add(sheets.risks());
        write(records, all, null, to);
    }

    /** Of an assessment. */
    void write(Assessment assessment, OutputStream to) throws IOException {
        write(
                consumer -> assessment.records().forEach(consumer),
                new Sheets(organisation).all(),
                assessment,
                to);
    }

    private void write(
            Source records, List<Sheet> sheets, @Nullable Assessment assessment, OutputStream to)
            throws IOException {
        var spools = new ArrayList<Spool>();
        var file = Files.createTempFile("assay-workbook-", ".xlsx");
        try {
            for (var sheet : sheets) {
                spools.add(new Spool());
            }
            records.each(record -> spool(record, sheets, spools));
            try (var out = Files.newOutputStream(file);
                    var workbook = new Workbook(out, "Assay", "1.0")) {
                about(workbook, assessment);
                for (var index = 0; index < sheets.size(); index++) {
                    sheet(workbook, sheets.get(index), spools.get(index));
                }
                if (assessment != null) {
                    judged(workbook, assessment);
                }
            }
            PlainZip.copy(file, to, "docProps/core.xml", this::withoutTheTime);
        } finally {
            for (var spool : spools) {
                spool.close();
            }
            Files.deleteIfExists(file);
        }
    }

    private static void spool(ServerRecord record, List<Sheet> sheets, List<Spool> spools) {
        for (var index = 0; index < sheets.size(); index++) {
            var spool = spools.get(index);
            sheets.get(index)
                    .rows()
                    .apply(record)
                    .forEach(
                            row -> {
                                try {
                                    spool.add(row);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    private String withoutTheTime(String content) {
        return content.replaceAll(
                NO_TIME,
                "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
                        + at.truncatedTo(ChronoUnit.SECONDS)
                        + "</dcterms:created>");
    }

    private void about(Workbook workbook, @Nullable Assessment assessment) throws IOException {
        var rows = new ArrayList<List<Cell>>();
        if (assessment != null) {
            rows.add(List.of(Cell.plain("Title"), Cell.plain(assessment.head().title())));
            Front.of(assessment)
                    .forEach(
                            each ->
                                    rows.add(
                                            List.of(
                                                    Cell.plain(each.label()),
                                                    Cell.plain(each.words()))));
        } else {
            rows.add(List.of(Cell.plain("Made from"), Cell.plain(pin)));
        }
        Front.LEGEND.forEach(each -> rows.add(List.of(Cell.plain("Marks"), Cell.plain(each))));
        plain(workbook, "About", List.of("What", "Words"), rows);
    }

    private void judged(Workbook workbook, Assessment assessment) throws IOException {
        plain(
                workbook,
                "Risks and measures",
                RiskRows.columns(),
                RiskRows.of(assessment.head().title(), assessment.risks()).toList());
        var screening = (Block.Table) JudgedBlocks.screening(assessment.screening()).getLast();
        plain(workbook, "Screening", screening.columns(), screening.rows());
        var answers = new ArrayList<List<Cell>>();
        for (var section : assessment.sections()) {
            for (var item : section.items()) {
                var answer = item.answer();
                if (answer != null) {
                    answers.add(
                            List.of(
                                    Cell.plain(section.title()),
                                    Cell.plain(section.confirmed().words()),
                                    Cell.plain(item.label()),
                                    answer));
                }
            }
        }
        plain(workbook, "Answers", List.of("Section", "Confirmed", "Question", "Answer"), answers);
        var outcomes = (Block.Table) JudgedBlocks.outcomes(assessment.outcomes()).getFirst();
        plain(workbook, "Sign-off", outcomes.columns(), outcomes.rows());
        var checks = Front.checks(assessment);
        plain(workbook, "Self-check", checks.columns(), checks.rows());
        var facts = new Facts(assessment.records(), organisation.home());
        plain(workbook, "AI toolkit", Toolkit.columns(), Library.toolkit().rows(facts));
        var changes = Front.changes(assessment);
        plain(workbook, "Review", changes.columns(), changes.rows());
    }

    private void plain(Workbook workbook, String name, List<String> columns, List<List<Cell>> rows)
            throws IOException {
        try (var spool = new Spool()) {
            for (var row : rows) {
                spool.add(row);
            }
            sheet(workbook, new Sheet(name, columns, record -> Stream.of()), spool);
        }
    }

    private void sheet(Workbook workbook, Sheet sheet, Spool rows) throws IOException {
        var to = workbook.newWorksheet(sheet.name());
        WorkbookLook.on(to, sheet, rows.rows(), pin);

        if (rows.rows() == 0) {
            to.inlineString(1, 0, "none is on record");
        }
        rows.forEach(
                (number, row) -> {
                    if (number >= MOST_ROWS) {
                        if (number == MOST_ROWS) {
                            to.inlineString(
                                    MOST_ROWS + 1,
                                    0,
                                    "and "
                                            + (rows.rows() - MOST_ROWS)
                                            + " more rows that Excel cannot hold");
                        }
                        return;
                    }
                    for (var column = 0; column < row.size(); column++) {
                        var cell = row.get(column);
                        to.inlineString(number + 1, column, Plain.cell(WorkbookLook.words(cell)));
                        WorkbookLook.on(to, number + 1, column, cell.mark());
                    }
                    to.rowHeight(number + 1, WorkbookLook.height(sheet, row));
                    if (number % ROWS_AT_ONCE == 0) {
                        to.flush();
                    }
                });
        to.finish();
    }
}
