package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/**
 * What the engine promises about destinations, payloads and capabilities, one change for each word
 * of the promise. The cases stand in {@code words/*.txt}.
 */
class WordsTest {

    static List<WordCase> destinations() {
        return WordCase.read("destinations.txt");
    }

    static List<WordCase> payload() {
        return WordCase.read("payload.txt");
    }

    static List<WordCase> capabilities() {
        return WordCase.read("capabilities.txt");
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void seesDestinations(WordCase word) {
        check(word);
    }

    @ParameterizedTest
    @MethodSource("payload")
    void seesWhatIsSent(WordCase word) {
        check(word);
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void seesCapabilities(WordCase word) {
        check(word);
    }

    private static void check(WordCase word) {
        var findings = word.delta().findings();
        for (var expected : word.expected()) {
            switch (expected) {
                case WordCase.Quiet quiet ->
                        assertThat(findings)
                                .filteredOn(one -> one.severity().atLeast(Severity.MEDIUM))
                                .extracting(WordsTest::told)
                                .isEmpty();
                case WordCase.Absent absent ->
                        assertThat(findings)
                                .filteredOn(absent::matches)
                                .extracting(WordsTest::told)
                                .isEmpty();
                case WordCase.Seen seen ->
                        assertThat(findings.stream().anyMatch(seen::matches))
                                .as(
                                        "%s among %s",
                                        seen, findings.stream().map(WordsTest::told).toList())
                                .isTrue();
            }
        }
    }

    private static String told(Finding finding) {
        return "\n  %s %s %s %s %s"
                .formatted(
                        finding.kind().wireName(),
                        finding.value(),
                        finding.severity(),
                        finding.via(),
                        finding.detail());
    }
}
