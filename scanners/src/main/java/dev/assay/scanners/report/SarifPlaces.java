package dev.assay.scanners.report;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places of a SARIF log: files relative to the package's folder, as npm would unpack them. */
final class SarifPlaces {

    private final String release;

    SarifPlaces(String release) {
        this.release = release;
    }

    Map<String, Object> location(Evidence evidence) {
        var physical = new LinkedHashMap<String, Object>();
        physical.put("artifactLocation", Map.of("uri", uri(path(evidence))));
        if (evidence.line() > 0) {
            physical.put("region", region(evidence));
        }
        var location = new LinkedHashMap<String, Object>();
        location.put("physicalLocation", physical);
        if (isElsewhere(evidence)) {
            location.put("message", Map.of("text", Printable.line(evidence.packageUrl())));
        }
        return location;
    }

    /**
     * A path as one thread's flow.
     *
     * @param packageUrl the package that all its files are in
     */
    Map<String, Object> codeFlow(CallPath path, String packageUrl) {
        var locations = new ArrayList<Map<String, Object>>();
        for (var step : path.steps()) {
            var at = new Evidence(packageUrl, step.file(), step.line(), 0, null, "");
            var location = new LinkedHashMap<>(location(at));
            location.put("message", Map.of("text", Printable.line(step.text())));
            locations.add(Map.of("location", location));
        }
        var flow = new LinkedHashMap<String, Object>();
        flow.put("message", Map.of("text", Printable.line(path.text())));
        flow.put("threadFlows", List.of(Map.of("locations", locations)));
        return flow;
    }

    private static Map<String, Object> region(Evidence evidence) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", evidence.line());
        if (evidence.column() > 0) {
            region.put("startColumn", evidence.column());
        }
        var code = String.join("\n", Printable.lines(evidence.excerpt()));
        if (!code.isBlank()) {
            region.put("snippet", Map.of("text", code));
        }
        return region;
    }

    private boolean isElsewhere(Evidence evidence) {
        return !evidence.packageUrl().equals(release);
    }

    /** Files of a dependency stand where npm puts them, and are not taken for the release's own. */
    private String path(Evidence evidence) {
        return isElsewhere(evidence)
                ? "node_modules/" + name(evidence.packageUrl()) + "/" + evidence.file()
                : evidence.file();
    }

    /** A claimed name may be no package URL at all. */
    private static String name(String purl) {
        try {
            return Purl.parse(purl).packageName();
        } catch (IllegalArgumentException e) {
            return purl;
        }
    }

    /** A relative reference: percent-encoded, and never mistaken for a scheme. */
    private static String uri(String file) {
        try {
            var path = new URI(null, null, "/" + Printable.line(file), null).toASCIIString();
            return path.substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path was not encoded: " + file, e);
        }
    }
}
