package dev.assay.scanners.vendorbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.BomDelta;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.vendorbom.BomComparison.Difference;
import dev.assay.scanners.vendorbom.BomComparison.Found;
import dev.assay.scanners.vendorbom.BomComparison.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class BomComparerTest {

    private static final Purl RELEASE = Purl.npm("mail", "1.0.0");
    private static final String OTHER = "cd".repeat(64);

    private static Found found(String name, String version, String hash, String licence) {
        return new Found(
                Purl.npm(name, version), Map.of("sha512", hash), licence, List.of(), false);
    }

    private static BomComparison compare(Found... found) {
        return BomComparer.compare(
                BomReaderTest.bom(VendorDocuments.cycloneDx("1.6")), RELEASE, List.of(found));
    }

    @Test
    void findsNothingWhereBothSayTheSame() {
        var comparison =
                compare(
                        found("mail", "1.0.0", OTHER, "MIT"),
                        found("@acme/format", "2.0.0", VendorDocuments.HASH, "MIT"),
                        found("inner", "3.0.0", OTHER, "ISC"));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.same()).isEqualTo(3);
        assertThat(comparison.hashed()).isEqualTo(1);
        assertThat(BomDelta.findings("pkg:npm/mail@1.0.0", comparison)).isEmpty();
    }

    @Test
    void namesEachWayTheTwoDiffer() {
        var comparison =
                compare(
                        found("mail", "1.0.0", OTHER, "MIT"),
                        new Found(
                                Purl.npm("@acme/format", "2.0.0"),
                                Map.of("sha512", OTHER),
                                "Apache-2.0",
                                List.of("Somebody <s@example.com>"),
                                false),
                        found("hidden", "1.0.0", OTHER, "MIT"));

        assertThat(comparison.differences())
                .extracting(Difference::kind)
                .containsExactly(
                        Kind.HASH, Kind.ONLY_OURS, Kind.LICENCE, Kind.SUPPLIER, Kind.ONLY_THEIRS);
        assertThat(BomDelta.findings("pkg:npm/mail@1.0.0", comparison))
                .extracting(each -> each.severity() + " " + each.value())
                .containsExactly(
                        "HIGH pkg:npm/%40acme/format@2.0.0", "MEDIUM pkg:npm/hidden@1.0.0");
    }

    @Test
    void tellsAnotherVersionOnceWhicheverSideHasIt() {
        var ours =
                compare(
                        found("inner", "3.0.1", OTHER, ""),
                        found("@acme/format", "2.0.0", OTHER, "MIT"));
        var theirs =
                compare(
                        found("inner", "3.0.0", OTHER, ""),
                        found("inner", "4.0.0", OTHER, ""),
                        found("@acme/format", "2.0.0", VendorDocuments.HASH, "MIT"));

        assertThat(ours.differences())
                .contains(
                        new Difference(
                                Kind.VERSION, "pkg:npm/inner@3.0.1", "3.0.0", "3.0.1", false))
                .noneMatch(each -> each.kind() == Kind.ONLY_THEIRS);
        assertThat(theirs.differences())
                .containsExactly(
                        new Difference(
                                Kind.VERSION, "pkg:npm/inner@4.0.0", "3.0.0", "4.0.0", false));
    }

    @Test
    void aLicenceInAnotherOrderIsTheSameLicence() {
        var bom = VendorDocuments.cycloneDx("1.6");
        var expression =
                bom.replace(
                        "{ \"license\": { \"id\": \"MIT\" } }",
                        "{ \"expression\": \"Apache-2.0 OR MIT\" }");
        var comparison =
                BomComparer.compare(
                        BomReaderTest.bom(expression),
                        RELEASE,
                        List.of(
                                found(
                                        "@acme/format",
                                        "2.0.0",
                                        VendorDocuments.HASH,
                                        "(MIT OR Apache-2.0)"),
                                found("inner", "3.0.0", OTHER, "")));

        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void refusesADocumentOfAnotherProductOrVersion() {
        var bom = BomReaderTest.bom(VendorDocuments.cycloneDx("1.6"));
        var one = List.of(found("inner", "3.0.0", OTHER, ""));

        assertThat(BomComparer.compare(bom, Purl.npm("notes", "1.0.0"), one).problem())
                .contains("mail", "notes");
        assertThat(BomComparer.compare(bom, Purl.npm("mail", "1.0.1"), one).problem())
                .contains("version 1.0.0");
        assertThat(BomComparer.compare(bom, RELEASE, List.of()).problem()).contains("yet");
    }

    @Test
    void manyFindingsOfAKindAreGathered() {
        var found = new ArrayList<Found>();
        for (var i = 0; i < 30; i++) {
            found.add(found("hidden-" + i, "1.0.0", OTHER, ""));
        }
        var comparison = compare(found.toArray(Found[]::new));
        var findings = BomDelta.findings("pkg:npm/mail@1.0.0", comparison);

        assertThat(comparison.count(Kind.ONLY_OURS)).isEqualTo(30);
        assertThat(findings).hasSize(21).allMatch(each -> each.severity() == Severity.MEDIUM);
        assertThat(findings.getLast().title()).startsWith("10 further packages");
    }
}
