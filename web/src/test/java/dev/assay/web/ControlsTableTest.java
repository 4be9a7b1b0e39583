package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.policy.Rule;
import dev.assay.registry.policy.RuleSet;
import dev.assay.web.ControlsTable.Answer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of controls answers every row, and what it names is there. With {@code
 * ASSAY_WRITE_DOCS=1} it writes its counts into {@code docs/controls.md}.
 */
@RunningAssay
class ControlsTableTest {

    private static final Path COUNTS = ControlsTable.ROOT.resolve("docs/controls.md");
    private static final List<String> MODULES =
            List.of("scanners", "inventory", "registry-api", "samples", "web");
    private static final Set<String> VERDICTS =
            Set.of("REC", "CHK", "GATE", "EXP", "REM", "EVD", "OUT");

    @Autowired List<RightsTable> tables;

    @Test
    void hasEveryRowOnceInOrder() throws IOException {
        assertThat(ControlsTable.cells().getFirst()).isEqualTo(ControlsTable.HEADER);
        assertThat(ControlsTable.cells())
                .allSatisfy(each -> assertThat(each).hasSize(ControlsTable.HEADER.size()));
        assertThat(ControlsTable.rows())
                .extracting(ControlsTable.Row::number)
                .isEqualTo(IntStream.rangeClosed(1, 155).boxed().toList());
        assertThat(ControlsTable.rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.seed()).matches("S[0-4]");
                            assertThat(row.control()).isNotBlank();
                            assertThat(VERDICTS).containsAll(row.verdicts());
                        });
    }

    @Test
    void leavesToOthersOnlyWhatOthersEnforce() throws IOException {
        assertThat(ControlsTable.rows())
                .filteredOn(row -> row.answer() == Answer.NOT_OURS)
                .allSatisfy(
                        row -> {
                            assertThat(row.isForOthersAlone()).as("row " + row.number()).isTrue();
                            assertThat(row.what()).isNotBlank();
                        });
    }

    @Test
    void saysWhatIsMissingWhereSomethingIs() throws IOException {
        for (var row : ControlsTable.rows()) {
            var lacking = row.answer() == Answer.PARTLY || row.answer() == Answer.NOT_YET;
            assertThat(row.what().contains("Lacks: ")).as("row " + row.number()).isEqualTo(lacking);
        }
    }

    @Test
    void namesAPlaceAndATestOfWhatIsDone() throws IOException {
        for (var row : ControlsTable.rows()) {
            if (row.answer() == Answer.DONE || row.answer() == Answer.PARTLY) {
                assertThat(row.where()).as("where of row " + row.number()).isNotEmpty();
                assertThat(row.tests()).as("tests of row " + row.number()).isNotEmpty();
            }
        }
    }

    @Test
    void namesNoTestThatDoesNotExist() throws IOException {
        var missing = new ArrayList<String>();
        for (var row : ControlsTable.rows()) {
            for (var test : row.tests()) {
                if (!isTest(test)) {
                    missing.add("row " + row.number() + ": " + test);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void namesNoPlaceThatDoesNotExist() throws IOException {
        var rules = RuleSet.builtIn().rules().stream().map(Rule::id).collect(Collectors.toSet());
        var patterns =
                tables.stream()
                        .flatMap(table -> table.rows().stream())
                        .map(Endpoint::pattern)
                        .collect(Collectors.toSet());
        var missing = new ArrayList<String>();
        for (var row : ControlsTable.rows()) {
            for (var place : row.where()) {
                var there =
                        place.startsWith("/")
                                ? patterns.contains(place)
                                : place.startsWith("rule ")
                                        ? rules.contains(place.substring(5))
                                        : place.startsWith("setting ")
                                                ? isSetting(place.substring(8))
                                                : place.startsWith("docs/")
                                                        ? Files.exists(
                                                                ControlsTable.ROOT.resolve(place))
                                                        : source("main", place).isPresent();
                if (!there) {
                    missing.add("row " + row.number() + ": " + place);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** What a spreadsheet would compute begins so (OWASP, CSV injection). */
    @Test
    void holdsNothingThatASpreadsheetComputes() throws IOException {
        assertThat(ControlsTable.cells())
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r|%].*")));
    }

    @Test
    void countsItsAnswersInTheDocumentation() throws IOException {
        var counts = ControlsTable.counts();
        var text = Files.readString(COUNTS);
        var table = Pattern.compile("(?s)\\| \\| rows \\|.*?\\n(?=\\n)");
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(COUNTS, table.matcher(text).replaceFirst(counts));
        }
        assertThat(Files.readString(COUNTS))
                .as("docs/controls.md; ASSAY_WRITE_DOCS=1 and this test write the counts anew")
                .contains(counts);
    }

    private static boolean isTest(String named) throws IOException {
        var parts = named.split("#", 2);
        var file = source("test", parts[0]);
        return file.isPresent()
                && (parts.length == 1
                        || Pattern.compile("\\bvoid " + Pattern.quote(parts[1]) + "\\(")
                                .matcher(Files.readString(file.get()))
                                .find());
    }

    private static Optional<Path> source(String kind, String type) {
        return MODULES.stream()
                .map(
                        module ->
                                ControlsTable.ROOT.resolve(
                                        module
                                                + "/src/"
                                                + kind
                                                + "/java/"
                                                + type.replace('.', '/')
                                                + ".java"))
                .filter(Files::exists)
                .findFirst();
    }

    /** Settings are told in the documentation under their whole name. */
    private static boolean isSetting(String name) throws IOException {
        try (var files = Files.list(ControlsTable.ROOT.resolve("docs"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
                if (Files.readString(file).contains(name)) {
                    return true;
                }
            }
            return false;
        }
    }
}
