package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.fuzz.FuzzTarget;
import dev.assay.scanners.profile.Packages;

import tools.jackson.core.JacksonException;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stored delta, read back and written in every form. */
public final class DeltaDocumentFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        Delta delta;
        try {
            delta = JsonReport.MAPPER.readValue(bytes, Delta.class);
        } catch (JacksonException e) {
            return;
        }
        if (delta != null) {
            for (var format : ReportFormat.values()) {
                format.render(delta, true).getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                ReportFormat.JSON.render(
                        new DeltaEngine()
                                .compare(
                                        null,
                                        Packages.npm("a", "1.0.0")
                                                .manifest("{\"name\":\"a\",\"main\":\"i.js\"}")
                                                .file("i.js", "fetch('https://a.zz/')")
                                                .profile()),
                        false));
    }
}
