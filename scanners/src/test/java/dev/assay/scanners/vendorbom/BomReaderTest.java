package dev.assay.scanners.vendorbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.vendorbom.BomReading.Read;
import dev.assay.scanners.vendorbom.BomReading.Unreadable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class BomReaderTest {

    private static BomReading read(String text) {
        return BomReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    static VendorBom bom(String text) {
        return ((Read) read(text)).bom();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6"})
    void readsCycloneDxAlikeInJsonAndXml(String version) {
        var json = bom(VendorDocuments.cycloneDx(version));
        var xml = bom(VendorDocuments.cycloneDxXml(version));

        assertThat(json.format()).isEqualTo("CycloneDX " + version);
        assertThat(json.components())
                .extracting(VendorBom.Component::name)
                .containsExactly("@acme/format", "inner");
        assertThat(json.components().getFirst())
                .isEqualTo(
                        new VendorBom.Component(
                                "@acme/format",
                                "2.0.0",
                                "pkg:npm/%40acme/format@2.0.0",
                                Map.of("sha512", VendorDocuments.HASH),
                                "MIT",
                                "Acme"));
        assertThat(xml.components()).containsExactlyInAnyOrderElementsOf(json.components());
        assertThat(xml.purl()).isEqualTo(json.purl()).isEqualTo("pkg:npm/mail@1.0.0");
        assertThat(xml.signed()).isFalse();
    }

    @Test
    void readsAllFormsOfSpdxAlike() {
        var tags = bom(VendorDocuments.TAGS);
        var json = bom(VendorDocuments.SPDX_2);
        var graph = bom(VendorDocuments.SPDX_3);

        assertThat(tags.name()).isEqualTo("mail");
        assertThat(tags.components().get(1))
                .isEqualTo(
                        new VendorBom.Component(
                                "inner",
                                "3.0.0",
                                "pkg:npm/inner@3.0.0",
                                Map.of("sha512", VendorDocuments.HASH),
                                "ISC",
                                "Acme"));
        assertThat(json.components()).isEqualTo(tags.components());
        assertThat(graph.components()).isEqualTo(tags.components());
        assertThat(graph.name()).isEqualTo("mail");
        assertThat(graph.format()).isEqualTo("SPDX 3.0.1");
    }

    @Test
    void namesTheLineOfWhatCannotBeRead() {
        assertThat(read("{\n\"bomFormat\": \"CycloneDX\",\n\"components\": [,]}"))
                .isInstanceOfSatisfying(Unreadable.class, it -> assertThat(it.line()).isEqualTo(3));
        assertThat(read("SPDXVersion: SPDX-2.3\nno tag\n"))
                .isInstanceOfSatisfying(Unreadable.class, it -> assertThat(it.line()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | neither",
                "{\"a\":1} | neither",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"9.0\"} | 9.0",
                "{\"bomFormat\":\"CycloneDX\",\"bomFormat\":\"x\"} | Duplicate",
                "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[]} | names no package",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><bom>&e;</bom> | XML",
                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components>&e; | XML",
                "<spdx/> | no CycloneDX",
            })
    void saysWhyADocumentIsNotRead(String text, String why) {
        assertThat(read(text == null ? "" : text))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.problem()).contains(why));
    }

    @Test
    void isBoundedInDepthNumberAndSize() {
        var deep = "{\"components\":[".repeat(200);
        var xml =
                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">"
                        + "<components><component>".repeat(200);
        var many =
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":["
                        + "{\"name\":\"a\"},".repeat(BomReader.MOST)
                        + "{\"name\":\"a\"}]}";

        assertThat(read(deep)).isInstanceOf(Unreadable.class).asString().contains("deeper");
        assertThat(read(xml)).isInstanceOf(Unreadable.class).asString().contains("deeper");
        assertThat(read(many)).isInstanceOf(Unreadable.class).asString().contains("20000");
        assertThat(BomReader.read(new byte[BomReader.LARGEST + 1])).isInstanceOf(Unreadable.class);
    }

    @Test
    void readsALargeHonestDocumentInXml() {
        var component =
                "<component><name>a</name><version>1</version><licenses><expression>MIT OR ISC"
                        + "</expression></licenses></component>";
        var bom =
                bom(
                        "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components>"
                                + component.repeat(10_000)
                                + "</components></bom>");

        assertThat(bom.components()).hasSize(10_000);
        assertThat(bom.components().getLast().licence()).isEqualTo("MIT OR ISC");
    }

    @Test
    void seesThatADocumentIsSigned() {
        var signed =
                VendorDocuments.cycloneDx("1.6")
                        .replaceFirst("\\{", "{\"signature\": {\"algorithm\": \"ES256\"}, ");

        assertThat(bom(signed).signed()).isTrue();
    }
}
