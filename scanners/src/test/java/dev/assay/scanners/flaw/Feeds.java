package dev.assay.scanners.flaw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.zip.GZIPOutputStream;

/** Small data in the forms in which companies mirror advisories. The flaws are made up. */
final class Feeds {

    private Feeds() {}

    /**
     * A mirror of the National Vulnerability Database with one flaw of {@code lodash} and one of no
     * ecosystem.
     */
    static Path nvd(Path folder, int from) throws IOException {
        Files.createDirectories(folder);
        var properties = new StringBuilder("prefix=nvdcve-\n");
        var modified = "2026-11-01T00\\:00\\:00Z";
        for (var year = from; year <= Year.now().getValue() + 1; year++) {
            properties.append("lastModifiedDate.").append(year).append('=').append(modified);
            properties.append('\n');
            zipped(
                    folder.resolve("nvdcve-" + year + ".json.gz"),
                    feed(year == from ? LODASH + "," + TURNSTILE : ""));
        }
        properties.append("lastModifiedDate.modified=").append(modified).append('\n');
        zipped(folder.resolve("nvdcve-modified.json.gz"), feed(""));
        Files.writeString(folder.resolve("cache.properties"), properties);
        return folder;
    }

    /** CISA's list with that one flaw. */
    static Path exploited(Path file) throws IOException {
        return Files.writeString(
                file,
                """
                {"title": "Known exploited", "catalogVersion": "2026.11.01",
                 "dateReleased": "2026-11-01T00:00:00.000Z", "count": 1,
                 "vulnerabilities": [{"cveID": "CVE-2024-10744", "vendorProject": "lodash",
                   "product": "lodash", "vulnerabilityName": "made up", "dateAdded": "2026-10-01",
                   "shortDescription": "made up", "requiredAction": "update",
                   "dueDate": "2026-11-01", "knownRansomwareCampaignUse": "Unknown",
                   "notes": "", "cwes": []}]}
                """);
    }

    private static void zipped(Path file, String text) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String feed(String entries) {
        return """
               {"resultsPerPage": 2, "startIndex": 0, "totalResults": 2, "format": "NVD_CVE",
                "version": "2.0", "timestamp": "2026-11-01T00:00:00.000",
                "vulnerabilities": [%s]}
               """
                .formatted(entries);
    }

    private static final String LODASH =
            """
            {"cve": {"id": "CVE-2024-10744", "sourceIdentifier": "made@example.com",
              "published": "2024-07-26T00:15:11.217", "lastModified": "2026-10-31T00:00:00.000",
              "vulnStatus": "Analyzed",
              "descriptions": [{"lang": "en", "value": "A made up flaw of lodash before 4.17.12."}],
              "metrics": {"cvssMetricV31": [{"source": "nvd@nist.gov", "type": "Primary",
                "cvssData": {"version": "3.1",
                  "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H",
                  "attackVector": "NETWORK", "attackComplexity": "LOW",
                  "privilegesRequired": "NONE", "userInteraction": "NONE", "scope": "UNCHANGED",
                  "confidentialityImpact": "NONE", "integrityImpact": "HIGH",
                  "availabilityImpact": "HIGH", "baseScore": 9.1, "baseSeverity": "CRITICAL"},
                "exploitabilityScore": 3.9, "impactScore": 5.2}]},
              "weaknesses": [], "configurations": [{"nodes": [{"operator": "OR", "negate": false,
                "cpeMatch": [{"vulnerable": true,
                  "criteria": "cpe:2.3:a:lodash:lodash:*:*:*:*:*:node.js:*:*",
                  "versionEndExcluding": "4.17.12",
                  "matchCriteriaId": "00000000-0000-0000-0000-000000000001"}]}]}],
              "references": []}}
            """;

    private static final String TURNSTILE =
            """
            {"cve": {"id": "CVE-2024-20001", "sourceIdentifier": "made@example.com",
              "published": "2024-07-26T00:15:11.217", "lastModified": "2026-10-31T00:00:00.000",
              "vulnStatus": "Analyzed",
              "descriptions": [{"lang": "en", "value": "A made up flaw of Turnstile before 2.0."}],
              "metrics": {"cvssMetricV31": [{"source": "nvd@nist.gov", "type": "Primary",
                "cvssData": {"version": "3.1",
                  "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H",
                  "attackVector": "NETWORK", "attackComplexity": "LOW",
                  "privilegesRequired": "NONE", "userInteraction": "NONE", "scope": "UNCHANGED",
                  "confidentialityImpact": "NONE", "integrityImpact": "HIGH",
                  "availabilityImpact": "HIGH", "baseScore": 9.1, "baseSeverity": "CRITICAL"},
                "exploitabilityScore": 3.9, "impactScore": 5.2}]},
              "weaknesses": [], "configurations": [{"nodes": [{"operator": "OR", "negate": false,
                "cpeMatch": [{"vulnerable": true,
                  "criteria": "cpe:2.3:a:turnstile:turnstile:*:*:*:*:*:*:*:*",
                  "versionEndExcluding": "2.0",
                  "matchCriteriaId": "00000000-0000-0000-0000-000000000002"}]}]}],
              "references": []}}
            """;
}
