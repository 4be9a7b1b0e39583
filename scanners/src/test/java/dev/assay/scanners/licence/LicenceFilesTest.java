package dev.assay.scanners.licence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class LicenceFilesTest {

    private static final Purl PURL = Purl.parse("pkg:npm/acme-mail@1.0.0");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT",
                "ISC",
                "0BSD",
                "Apache-2.0",
                "BSD-2-Clause",
                "BSD-3-Clause",
                "MPL-2.0",
                "AGPL-3.0-only",
                "Artistic-2.0",
                "Zlib"
            })
    void a_licence_is_told_by_its_text(String id) {
        var text = SpdxList.text(id).replace("<year>", "2024").replace("<copyright holders>", "A");

        assertThat(texts(Map.of("LICENSE", text))).containsExactly(id);
    }

    @Test
    void words_around_a_text_and_other_line_ends_change_nothing() {
        var text =
                "Acme Mail\r\n\r\n(c) 2024 Acme and others, all over the world\r\n\r\n"
                        + SpdxList.text("MIT").replace("\n", "\r\n   ")
                        + "\r\nThird parties keep their own notices.";

        assertThat(texts(Map.of("LICENSE.md", text))).containsExactly("MIT");
    }

    @Test
    void a_file_may_hold_two() {
        var both = SpdxList.text("Apache-2.0") + "\n\n----\n\n" + SpdxList.text("MIT");

        assertThat(texts(Map.of("LICENSE", both))).containsExactly("Apache-2.0", "MIT");
    }

    @Test
    void a_clause_more_or_less_is_another_licence_or_an_unknown_text() {
        var mit = SpdxList.text("MIT");
        var half = mit.substring(0, mit.length() / 2);

        assertThat(texts(Map.of("LICENSE", half + " You may not use it on Mondays.")))
                .containsExactly(LicenceFiles.UNKNOWN);
    }

    @Test
    void only_files_that_are_named_like_licences_are_read() {
        var mit = SpdxList.text("MIT");

        assertThat(texts(Map.of("node_modules/x/LICENSE", mit, "license.js", mit, "README", mit)))
                .isEmpty();
        assertThat(texts(Map.of("META-INF/LICENSE.txt", mit))).containsExactly("MIT");
        assertThat(texts(Map.of("acme-1.0.dist-info/licenses/LICENSE", mit)))
                .containsExactly("MIT");
    }

    @Test
    void a_text_that_is_not_what_the_package_declares_says_so() {
        var tree = tree(Map.of("LICENSE", SpdxList.text("AGPL-3.0-only")));

        assertThat(LicenceFiles.in(tree, List.of(declares("MIT"))))
                .singleElement()
                .satisfies(
                        fact ->
                                assertThat(fact.detail())
                                        .containsEntry(LicenceFiles.DECLARED, "MIT"));
    }

    @Test
    void the_text_of_one_that_may_be_chosen_contradicts_nothing() {
        var tree = tree(Map.of("LICENSE", SpdxList.text("GPL-2.0-only")));

        for (var declared : List.of("GPL-2.0-or-later", "MIT OR GPL-2.0-only", "our own terms")) {
            assertThat(LicenceFiles.in(tree, List.of(declares(declared))))
                    .singleElement()
                    .satisfies(
                            fact ->
                                    assertThat(fact.detail())
                                            .doesNotContainKey(LicenceFiles.DECLARED));
        }
    }

    private static List<String> texts(Map<String, String> files) {
        return LicenceFiles.texts(LicenceFiles.in(tree(files), List.of()));
    }

    private static PackageTree tree(Map<String, String> files) {
        var bytes = new TreeMap<String, byte[]>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new PackageTree(PURL, null, bytes, List.of());
    }

    private static Fact declares(String licence) {
        return new Fact(
                FindingKind.LICENCE,
                licence,
                null,
                true,
                Via.PLAIN,
                new Evidence(PURL.toString(), "package.json", 1, 1, null, ""),
                Map.of());
    }
}
