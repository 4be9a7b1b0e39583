package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that take their properties from several others, which do the same. */
class ComposedObjectsTest {

    @Test
    @Timeout(60)
    void findsAPropertyWithoutGoingEveryWayToIt() {
        var code = new StringBuilder("const o0 = {instructions: 'Be brief.'};\n");
        for (var index = 1; index <= 14; index++) {
            var before = "...o" + (index - 1) + ", ";
            code.append("const o%d = {%s a: %d};\n".formatted(index, before.repeat(5), index));
        }
        code.append("export const server = new McpServer({name: 'x'}, o14);\n");
        var analysis = Sample.of(code.toString()).analyse();
        assertThat(analysis.unparsed()).isEmpty();
        assertThat(analysis.facts())
                .filteredOn(fact -> fact.kind() == FindingKind.INSTRUCTIONS_CHANGED)
                .extracting(fact -> fact.detail().get("text"))
                .containsExactly("Be brief.");
    }
}
