package dev.assay.scanners.licence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class LicenceExpressionTest {

    @ParameterizedTest
    @CsvSource({
        "MIT, MIT",
        "mit, MIT",
        "MIT or apache-2.0, MIT OR Apache-2.0",
        "GPL-2.0-only WITH Classpath-exception-2.0, GPL-2.0-only WITH Classpath-exception-2.0",
        "LicenseRef-ours, LicenseRef-ours"
    })
    void an_expression_is_written_as_the_list_writes_it(String text, String canonical) {
        assertThat(LicenceExpression.parse(text).orElseThrow().text()).isEqualTo(canonical);
    }

    @Test
    void exceptions_and_operators_are_not_among_its_licences() {
        var text = "(BSD-3-Clause AND MIT) OR GPL-2.0-only WITH Classpath-exception-2.0";

        assertThat(LicenceExpression.parse(text).orElseThrow().ids())
                .containsExactlyInAnyOrder("BSD-3-Clause", "MIT", "GPL-2.0-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEE LICENSE IN LICENSE.txt",
                "UNLICENSED",
                "MIT OR",
                "(MIT",
                "Unheard-Of",
                ""
            })
    void what_is_no_expression_of_listed_licences_is_none(String text) {
        assertThat(LicenceExpression.parse(text)).isEmpty();
    }

    @Test
    void an_expression_of_any_length_is_not_read() {
        assertThat(LicenceExpression.parse("(".repeat(400) + "MIT" + ")".repeat(400))).isPresent();
        assertThat(LicenceExpression.parse("(".repeat(4000) + "MIT" + ")".repeat(4000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Apache 2.0 | Apache-2.0",
                "The Apache License, Version 2.0 | Apache-2.0",
                "Apache License 2.0 | Apache-2.0",
                "MIT License | MIT",
                "The MIT License | MIT",
                "https://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0",
                "http://www.opensource.org/license/mit | MIT",
                "BSD 3-Clause License | BSD-3-Clause",
                "Eclipse Public License 2.0 | EPL-2.0",
                "GNU General Public License v3.0 or later | GPL-3.0-or-later",
                "Mozilla Public License 2.0 | MPL-2.0"
            })
    void a_licence_is_known_by_its_name_and_by_an_address_of_it(String written, String id) {
        assertThat(DeclaredLicence.of(List.of(written)))
                .isInstanceOfSatisfying(
                        DeclaredLicence.Spdx.class,
                        spdx -> assertThat(spdx.expression().text()).isEqualTo(id));
    }

    @Test
    void of_several_that_are_declared_the_user_chooses_one() {
        assertThat(DeclaredLicence.of(List.of("MIT", "GPL-2.0-only")))
                .isInstanceOfSatisfying(
                        DeclaredLicence.Spdx.class,
                        spdx ->
                                assertThat(spdx.expression().text())
                                        .isEqualTo("(MIT) OR (GPL-2.0-only)"));
    }

    @Test
    void what_nobody_can_say_in_spdx_is_kept_as_it_was_written() {
        assertThat(DeclaredLicence.of(List.of("MIT", "our own terms")))
                .isEqualTo(new DeclaredLicence.Other("MIT, our own terms"));
        assertThat(DeclaredLicence.of(List.of(" "))).isEqualTo(new DeclaredLicence.Nothing());
    }
}
