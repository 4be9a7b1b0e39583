package dev.assay.scanners.publisher;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a registry says of one version's publication. All of it is the registry's claim; nothing of
 * it was verified.
 *
 * @param at when it appeared, or null where the registry is silent
 * @param account who published it, or null likewise
 * @param trustedPublisher the service that published it without anybody's token, or null for an
 *     account's own token or where the registry is silent
 * @param maintainers who might publish then, sorted
 * @param accountDomain the domain of the publishing account's mail address; null where the registry
 *     tells no address. No more of an address is kept.
 * @param domains of the maintainers' mail addresses, sorted
 * @param repository where its manifest says the source is, in a plain form, or null
 * @param commit what it is said to be built from, or null
 * @param signed whether the registry lists a signature
 * @param attested whether the registry lists a provenance attestation
 */
public record Publication(
        String version,
        @Nullable Instant at,
        @Nullable String account,
        @Nullable String trustedPublisher,
        List<String> maintainers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String accountDomain,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> domains,
        @Nullable String repository,
        @Nullable String commit,
        boolean signed,
        boolean attested) {

    public Publication {
        maintainers = List.copyOf(maintainers);
        // Older records have none.
        domains = domains == null ? List.of() : List.copyOf(domains);
    }
}
