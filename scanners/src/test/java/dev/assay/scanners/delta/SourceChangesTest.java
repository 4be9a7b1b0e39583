package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.publisher.SourceHistory;
import dev.assay.scanners.publisher.SourceHistory.Commit;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SourceChangesTest {

    private static final Commit FIRST = commit("1", "Ann <ann@example.com>", true);
    private static final Commit SECOND = commit("2", "Ann <ann@example.com>", true);

    private static Commit commit(String id, String author, boolean signed) {
        return new Commit(id.repeat(40), author, author, signed);
    }

    private static Publishing published(boolean whole, Commit... commits) {
        return Publishing.ofCommit(
                "v" + commits.length, new SourceHistory(List.of(commits), whole, null, null));
    }

    private static List<Finding> told(Publishing before, Publishing now) {
        return PublisherDelta.findings("pkg:generic/git/git.example.com/a/b@v2", before, now);
    }

    @Test
    void saysNothingOfMoreCommitsByTheSamePeople() {
        assertThat(told(published(true, FIRST), published(true, SECOND, FIRST))).isEmpty();
        assertThat(told(published(true, FIRST), published(true, FIRST))).isEmpty();
    }

    @Test
    void namesPeopleWhoMadeNoCommitBefore() {
        var foreign = commit("3", "Mal <mal@example.net>", true);

        assertThat(told(published(true, FIRST), published(true, SECOND, foreign, FIRST)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(FindingKind.PUBLISHER_CHANGED);
                            assertThat(finding.title())
                                    .startsWith("2 commits since v1")
                                    .endsWith("Mal <mal@example.net>");
                        });
    }

    @Test
    void saysThatHistoryWasRewritten() {
        assertThat(told(published(true, FIRST), published(true, SECOND)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.title()).contains("history was rewritten");
                        });
        assertThat(told(published(true, FIRST), published(false, SECOND)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.title()).contains("the nearest 1"));
    }

    @Test
    void saysThatACommitIsSignedNoLonger() {
        var unsigned = commit("4", "Ann <ann@example.com>", false);

        assertThat(told(published(true, FIRST), published(true, unsigned, FIRST)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(FindingKind.PROVENANCE_LOST);
                            assertThat(finding.title())
                                    .contains("1 of 1 commits since are unsigned");
                        });
        assertThat(told(published(true, unsigned), published(true, SECOND, unsigned))).isEmpty();
    }

    @Test
    void doesNotTakeSilenceForSameness() {
        var away = Publishing.ofCommit("v2", SourceHistory.unknown("it does not answer"));

        assertThat(told(published(true, FIRST), away))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.title())
                                        .contains("could not be found out: it does not answer"));
    }
}
