package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.gate.Transcripts.Chapter;
import dev.assay.registry.gate.Transcripts.Noted;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A test's runs tell in which chapter whoever looks for them finds them. */
class TranscriptsTest {

    @Test
    void whatIsServedStandsNotAmongRefusalsAlone() {
        var served = run(0, "mvn", "dependency:resolve");
        var refused = run(1, "mvn", "dependency:resolve");
        assertThat(Chapter.of(List.of(served, served))).isEqualTo(Chapter.SERVED);
        assertThat(Chapter.of(List.of(served, refused))).isEqualTo(Chapter.BOTH);
        assertThat(Chapter.of(List.of(refused))).isEqualTo(Chapter.REFUSED);
        assertThat(Chapter.of(List.of(run(0, "git", "init", "clone"), refused)))
                .as("nothing was asked for by the first")
                .isEqualTo(Chapter.REFUSED);
    }

    private static Noted run(int exit, String... command) {
        return new Noted(List.of(command), new ClientRun(exit, ""));
    }
}
