package dev.assay.registry.workflow;

import java.util.List;
import java.util.Objects;

/**
 * What a person writes to ask for a release, unchecked.
 *
 * @param purl a package URL or its short form, with an exact version
 * @param purpose what for
 * @param owner the team or person who answers for it
 * @param domains the hosts the server is declared to talk to; {@code *.host} covers its sub-domains
 */
public record RequestForm(String purl, String purpose, String owner, List<String> domains) {

    public RequestForm {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(purpose, "purpose is null");
        Objects.requireNonNull(owner, "owner is null");
        domains = List.copyOf(domains);
    }
}
