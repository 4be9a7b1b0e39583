package dev.assay.registry.allowed;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Snapshots;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Every release that the gate serves now, one JSON object a line: the plainest form of all. */
final class ApprovedReleases implements ExportFormat {

    private static final JsonMapper JSON = new JsonMapper();

    private final Snapshots snapshots;
    private final Clock clock;

    ApprovedReleases(Snapshots snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String purl,
            @Nullable String sha256,
            @Nullable String integrity,
            String stage,
            @Nullable Instant expiresAt,
            String registry,
            String page) {}

    @Override
    public String id() {
        return "approved-releases";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.RECORD;
    }

    @Override
    public String title() {
        return "Approved releases";
    }

    @Override
    public String purpose() {
        return "What the gate serves now: package URL, digest, stage, expiry and the address of its"
                + " closure at the gate, one JSON object a line, for scripts of your own.";
    }

    @Override
    public String mediaType() {
        return "application/jsonl";
    }

    @Override
    public String fileName() {
        return "approved-releases.jsonl";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of(ExportParameter.STAGE);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var snapshot = snapshots.current().orElse(null);
        if (snapshot == null) {
            return new ExportOutcome.Refused(
                    new Unsaid(
                            "the gate",
                            "it does not know yet what is approved",
                            "ask again once it serves"));
        }
        var now = clock.instant();
        var releases =
                snapshot.releases().stream()
                        .filter(each -> each.servedTo(request.stage(), now))
                        .sorted(
                                Comparator.comparing((KnownRelease each) -> each.purl().toString())
                                        .thenComparing(each -> each.id().value()))
                        .toList();
        for (var each : releases) {
            to.write(JSON.writeValueAsBytes(line(each, request)));
            to.write('\n');
        }
        return new ExportOutcome.Written();
    }

    private static Line line(KnownRelease release, ExportRequest request) {
        var own =
                release.held().stream()
                        .filter(each -> each.purl().equals(release.purl()))
                        .findFirst();
        Stage stage = release.stage() == null ? request.stage() : release.stage();
        return new Line(
                release.purl().toString(),
                own.map(each -> each.sha256()).map(Sha256::hex).orElse(null),
                own.map(each -> each.integrity().value()).orElse(null),
                stage.words(),
                release.expiresAt(),
                request.gate() + release.purl().type() + "/~/" + release.id() + "/",
                request.main() + "r/" + release.id());
    }
}
