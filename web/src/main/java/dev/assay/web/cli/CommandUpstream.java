package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.ecosystem.Upstream;

import java.util.List;

/**
 * Opens the upstream of one ecosystem for a command, which has no application around it: from the
 * same settings that the service reads, by {@link Setting}. Declared in {@code META-INF/services};
 * made once per command.
 */
public interface CommandUpstream {

    /**
     * Opens it.
     *
     * @param trust whose signatures the command believes
     * @param before the upstreams that were opened before it, in the order of the declarations
     * @throws IllegalArgumentException when a setting is wrong; the message names it
     */
    Upstream open(TrustMaterial trust, List<Upstream> before);

    /** What is set, for telling apart what was resolved by other settings. */
    default String described() {
        return "";
    }
}
