package dev.assay.registry.gate.cargo;

import dev.assay.scanners.artifact.cargo.IndexEntry;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line of the index, as a closure that was locked has it. */
final class IndexLine {

    private static final JsonMapper JSON = new JsonMapper();

    private IndexLine() {}

    /** The same that may be chosen, whoever took it back. */
    static String chosen(IndexEntry entry) {
        return entry.yanked() && JSON.readTree(entry.line()) instanceof ObjectNode line
                ? JSON.writeValueAsString(line.put("yanked", false))
                : entry.line();
    }
}
