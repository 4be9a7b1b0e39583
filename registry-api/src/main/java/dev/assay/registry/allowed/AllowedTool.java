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
 * @param denials who never may, of those who use the server: their profile says so
 */
public record AllowedTool(
        String name,
        ToolClass toolClass,
        boolean allowed,
        String why,
        ToolTerms terms,
        List<Grant> grants,
        List<Denial> denials) {

    public AllowedTool {
        grants = List.copyOf(grants);
        denials = List.copyOf(denials);
    }

    /** One that no profile says anything of. */
    public AllowedTool(
            String name,
            ToolClass toolClass,
            boolean allowed,
            String why,
            ToolTerms terms,
            List<Grant> grants) {
        this(name, toolClass, allowed, why, terms, grants, List.of());
    }

    /**
     * That a consumer may call it.
     *
     * @param consumer its name
     * @param identity the OAuth client or service account that it acts as; empty where none is on
     *     record
     */
    public record Grant(String consumer, String identity, Instant until) {}

    /**
     * That a consumer may not, whoever would grant it.
     *
     * @param profile what it is held to
     * @param why what the profile says of the tool
     */
    public record Denial(String consumer, String identity, String profile, String why) {}

    AllowedTool with(List<Grant> granted, List<Denial> denied) {
        return new AllowedTool(name, toolClass, allowed, why, terms, granted, denied);
    }

    AllowedTool refused(String reason) {
        return new AllowedTool(name, toolClass, false, reason, terms, List.of(), denials);
    }
}
