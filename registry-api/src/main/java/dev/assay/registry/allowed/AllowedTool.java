package dev.assay.registry.allowed;

import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolTerms;

import java.time.Instant;
import java.util.List;

/**
 * A tool of a server.
 *
 * @param allowed whether anybody may call it at the stage that is asked for
 * @param why in a word or two, why it is not; empty where it is
 * @param grants who may
 */
public record AllowedTool(
        String name,
        ToolClass toolClass,
        boolean allowed,
        String why,
        ToolTerms terms,
        List<Grant> grants) {

    public AllowedTool {
        grants = List.copyOf(grants);
    }

    /**
     * That a consumer may call it.
     *
     * @param consumer its name
     * @param identity the OAuth client or service account that it acts as; empty where none is on
     *     record
     */
    public record Grant(String consumer, String identity, Instant until) {}

    AllowedTool with(List<Grant> others) {
        return new AllowedTool(name, toolClass, allowed, why, terms, others);
    }

    AllowedTool refused(String reason) {
        return new AllowedTool(name, toolClass, false, reason, terms, List.of());
    }
}
