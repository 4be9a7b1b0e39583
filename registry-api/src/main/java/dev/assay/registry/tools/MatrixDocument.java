package dev.assay.registry.tools;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.scanners.coordinates.Sha256;

import java.util.List;

/**
 * The matrix as a snapshot keeps it: who said so, and when, changes nothing that is approved.
 *
 * @param beyond how many tools there are that have no row
 */
public record MatrixDocument(String schema, List<Line> tools, int beyond) {

    public static final String SCHEMA = "assay-tools/1";

    /** A tool, and whether a person confirmed what stands here. */
    public record Line(
            String name,
            Sha256 fingerprint,
            ToolClass toolClass,
            boolean confirmed,
            ToolTerms terms) {}

    public MatrixDocument {
        tools = List.copyOf(tools);
    }

    /** What a review decides on: the rows, with the wishes that wait for it. */
    public static MatrixDocument under(Id review, List<ToolEntry> entries, int beyond) {
        return new MatrixDocument(
                SCHEMA,
                entries.stream()
                        .map(each -> each.under(review))
                        .map(
                                each ->
                                        new Line(
                                                each.name(),
                                                each.fingerprint(),
                                                each.toolClass(),
                                                each.isConfirmed(),
                                                each.terms()))
                        .toList(),
                beyond);
    }
}
