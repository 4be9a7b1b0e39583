package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.driver.Transcript;
import dev.assay.scanners.detonation.driver.Visited;
import dev.assay.scanners.detonation.observed.Noted;
import dev.assay.scanners.detonation.observed.Touched;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One run of a server, whole.
 *
 * @param visited null where nothing was driven, as with install hooks
 * @param facts what was sent, touched and listed
 */
record Trial(
        String kind,
        @Nullable Visited visited,
        List<Fact> facts,
        List<String> forbidden,
        Map<String, List<Observed.Span>> executed,
        List<Noted> noted,
        List<Touched> touched,
        Transcript transcript) {

    boolean isReady() {
        return visited != null && visited.ready();
    }

    /** What a reviewer may want to read of it, as it was. */
    Evidence evidence() {
        return new Evidence(kind, transcript.lines(), transcript.dropped(), noted, touched);
    }

    /**
     * What a run left behind.
     *
     * @param dropped lines of the transcript that were too many
     */
    record Evidence(
            String kind,
            List<Transcript.Line> transcript,
            int dropped,
            List<Noted> sent,
            List<Touched> touched) {}
}
