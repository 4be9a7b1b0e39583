package dev.assay.scanners.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.Test;

import java.util.Map;

class FactTest {

    @Test
    void givesItsDetailInTheSameOrderInEveryProcess() {
        var at = new Evidence("pkg:npm/a@1.0.0", "a.js", 1, 1, null, "");
        var detail = Map.<String, Object>of("sink", 1, "host", 2, "method", 3, "fields", 4, "a", 5);
        var fact = new Fact(FindingKind.NETWORK_CALL, "x", null, true, Via.PLAIN, at, detail);
        assertThat(fact.detail().keySet()).containsExactly("a", "fields", "host", "method", "sink");
    }
}
