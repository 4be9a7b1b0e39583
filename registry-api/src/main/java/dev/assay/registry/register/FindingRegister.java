package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.scanners.finding.Finding;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What vetting found in the releases that are served, in review or suspended, one row for each
 * finding. A release whose findings nobody can read has a row that says so.
 */
public final class FindingRegister implements Register {

    private static final Set<String> COUNTING =
            Set.of("approved", "in review", "suspended", "vetting failed");

    private static final String LOOKED = "vetting";

    private final Table table =
            new Table(
                    "server", "Server",
                    "release", "Release",
                    "state", "State of the release",
                    "id", "Finding",
                    "kind", "Kind",
                    "severity", "Severity",
                    "title", "What it says",
                    "value", "About",
                    "change", "Change",
                    "reachable", "Reachable",
                    "where", "Where it stands",
                    "waiver", "Waiver",
                    "waived-until", "Waived until",
                    "verdict", "Verdict on the release");

    @Override
    public String id() {
        return "findings";
    }

    @Override
    public String title() {
        return "Findings";
    }

    @Override
    public String purpose() {
        return "What vetting found in the versions that are served, in review or suspended, with"
                + " the waivers that let it pass.";
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public List<Row> rows(ServerRecord server, Surroundings around) {
        return server.each(Subject.RELEASE)
                .filter(each -> COUNTING.contains(each.text(Field.RELEASE_STATE)))
                .flatMap(each -> rows(server, each, around))
                .toList();
    }

    private Stream<Row> rows(ServerRecord server, Entry release, Surroundings around) {
        var purl = server.purlOf(release);
        return around.findings()
                .release(purl)
                .map(found -> found.stream().map(each -> row(server, release, purl, each)))
                .orElseGet(() -> Stream.of(unread(server, release, purl)));
    }

    private Row row(ServerRecord server, Entry release, String purl, Finding finding) {
        var waiver =
                server.each(Subject.DECISION)
                        .filter(DecisionRegister::isWaiver)
                        .filter(each -> each.text(Field.DECISION_RELEASE).equals(release.key()))
                        .filter(each -> isAbout(each, finding))
                        .findFirst();
        var where =
                finding.evidence().isEmpty()
                        ? new Cell(List.of(), Provenance.VERIFIED, LOOKED)
                        : looked(
                                finding.evidence().getFirst().file()
                                        + ":"
                                        + finding.evidence().getFirst().line());
        return row(server, release, purl)
                .put("id", looked(finding.id()))
                .put("kind", looked(finding.kind().wireName()))
                .put("severity", looked(finding.severity().name().toLowerCase(Locale.ROOT)))
                .put("title", looked(finding.title()))
                .put("value", looked(finding.value()))
                .put("change", looked(finding.change().name().toLowerCase(Locale.ROOT)))
                .put("reachable", looked(finding.reachable() ? "yes" : "no"))
                .put("where", where)
                .put(
                        "waiver",
                        waiver.map(each -> Cell.of(each.value(Field.DECISION_STATE)))
                                .orElseGet(() -> new Cell(List.of(), Provenance.VERIFIED, "Assay")))
                .put(
                        "waived-until",
                        waiver.map(each -> Cell.of(each.value(Field.DECISION_UNTIL)))
                                .orElseGet(() -> new Cell(List.of(), Provenance.VERIFIED, "Assay")))
                .done();
    }

    /** Its target is the finding's id and what it said then. */
    private static boolean isAbout(Entry waiver, Finding finding) {
        var target = waiver.text(Field.DECISION_TARGET);
        return target.equals(finding.id()) || target.startsWith(finding.id() + ":");
    }

    private Row unread(ServerRecord server, Entry release, String purl) {
        var unknown = Cell.unknown("there is no report of this release to read");
        var row = row(server, release, purl);
        List.of(
                        "id",
                        "kind",
                        "severity",
                        "title",
                        "value",
                        "change",
                        "reachable",
                        "where",
                        "waiver",
                        "waived-until")
                .forEach(each -> row.put(each, unknown));
        return row.done();
    }

    private Table.Filling row(ServerRecord server, Entry release, String purl) {
        return table.row()
                .put("server", Cell.verified(server.name()))
                .put("release", Cell.verified(purl))
                .put("state", Cell.of(release.value(Field.RELEASE_STATE)))
                .put("verdict", Cell.of(release.value(Field.RELEASE_VERDICT)));
    }

    private static Cell looked(String word) {
        return word.isBlank()
                ? new Cell(List.of(), Provenance.VERIFIED, LOOKED)
                : new Cell(List.of(word), Provenance.VERIFIED, LOOKED);
    }
}
