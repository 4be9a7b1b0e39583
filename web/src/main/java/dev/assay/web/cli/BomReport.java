package dev.assay.web.cli;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.VendorBom;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;

/** How the comparison with a bill of materials is written. */
enum BomReport {
    /** For people. */
    TEXT {
        @Override
        String render(
                String release, VendorBom bom, BomComparison comparison, List<Finding> findings) {
            var text = new StringBuilder();
            text.append(release).append(", beside a bill of materials (").append(bom.format());
            text.append(")\n");
            if (!comparison.problem().isEmpty()) {
                return text.append("  not compared: ")
                        .append(comparison.problem())
                        .append('\n')
                        .toString();
            }
            text.append("  ")
                    .append(comparison.components())
                    .append(" components named, ")
                    .append(comparison.found())
                    .append(" packages found, ")
                    .append(comparison.same())
                    .append(" told just so, ")
                    .append(comparison.hashed())
                    .append(" with a hash that can be compared\n");
            for (var each : comparison.differences()) {
                text.append("  ").append(each.kind().words()).append(": ").append(each.purl());
                if (!each.theirs().isEmpty() || !each.ours().isEmpty()) {
                    text.append("\n    theirs ").append(said(each.theirs()));
                    text.append("\n    ours   ").append(said(each.ours()));
                }
                text.append('\n');
            }
            if (comparison.unnamed() > 0) {
                text.append("  and ").append(comparison.unnamed()).append(" more\n");
            }
            for (var each : findings) {
                text.append(each.severity().name().toUpperCase(Locale.ROOT)).append(' ');
                text.append(each.title()).append('\n');
            }
            return printable(text.toString());
        }
    },
    /** For programs. */
    JSON {
        @Override
        String render(
                String release, VendorBom bom, BomComparison comparison, List<Finding> findings) {
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(
                                    new Document(
                                            "assay-bom-comparison/1",
                                            release,
                                            bom.format(),
                                            bom.signed(),
                                            comparison,
                                            findings))
                    + "\n";
        }
    };

    private record Document(
            String schema,
            String purl,
            String format,
            boolean signed,
            BomComparison comparison,
            List<Finding> findings) {}

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract String render(
            String release, VendorBom bom, BomComparison comparison, List<Finding> findings);

    private static String said(String text) {
        return text.isEmpty() ? "nothing" : text;
    }

    /** A stranger wrote the names: no terminal is to obey them. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n]]", "?");
    }
}
