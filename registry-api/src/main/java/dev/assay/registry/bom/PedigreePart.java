package dev.assay.registry.bom;

import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.source.SourceOutcome;

import tools.jackson.core.JsonGenerator;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the code of a component comes from: the releases whose functions it holds copies of, how
 * many of those copies were changed, and the commit that it was made from.
 */
final class PedigreePart {

    private PedigreePart() {}

    static void write(JsonGenerator out, ReleaseBom bom, LockedPackage locked) {
        var own =
                bom.findings().stream()
                        .filter(each -> each.kind() == FindingKind.VENDORED_CODE)
                        .filter(each -> isOf(each, locked))
                        .toList();
        var ancestors = new TreeSet<String>();
        var notes = new LinkedHashSet<String>();
        for (var each : own) {
            if (each.detail().get("release") instanceof String release
                    && ReleaseBomWriter.isPurl(release)) {
                ancestors.add(release);
            }
            notes.add(each.title());
        }
        var commit = locked.path().isEmpty() ? commit(bom) : new Commit("", "");
        if (ancestors.isEmpty() && notes.isEmpty() && commit.id().isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart("pedigree");
        ancestors(out, List.copyOf(ancestors));
        commit.write(out);
        var changed =
                own.stream().filter(each -> "altered".equals(each.detail().get("what"))).count();
        if (changed > 0) {
            out.writeArrayPropertyStart("patches");
            for (var i = 0; i < changed; i++) {
                out.writeStartObject();
                out.writeStringProperty("type", "unofficial");
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        Json.text(out, "notes", String.join("\n", notes));
        out.writeEndObject();
    }

    private static boolean isOf(Finding finding, LockedPackage locked) {
        return finding.evidence().stream()
                .anyMatch(each -> each.packageUrl().equals(locked.purl().toString()));
    }

    private static void ancestors(JsonGenerator out, List<String> purls) {
        if (purls.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart("ancestors");
        for (var purl : purls) {
            out.writeStartObject();
            out.writeStringProperty("type", "library");
            ComponentPart.names(out, purl);
            out.writeStringProperty("purl", purl);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** What the release was made from: by a verified attestation, else as it was compared. */
    private static Commit commit(ReleaseBom bom) {
        var publishing = bom.publishing();
        var build = publishing == null ? null : publishing.signatures().build().orElse(null);
        if (build != null && !build.commit().isEmpty()) {
            return new Commit(build.commit(), build.repository());
        }
        return bom.source() instanceof SourceOutcome.Compared(var comparison)
                ? new Commit(comparison.commit(), "https://" + comparison.repository())
                : new Commit("", "");
    }

    private record Commit(String id, String repository) {

        void write(JsonGenerator out) {
            if (id.isEmpty()) {
                return;
            }
            out.writeArrayPropertyStart("commits");
            out.writeStartObject();
            out.writeStringProperty("uid", id);
            if (isAddress(repository)) {
                out.writeStringProperty("url", repository);
            }
            out.writeEndObject();
            out.writeEndArray();
        }

        private static boolean isAddress(String text) {
            try {
                return text.startsWith("https://") && URI.create(text).getHost() != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
