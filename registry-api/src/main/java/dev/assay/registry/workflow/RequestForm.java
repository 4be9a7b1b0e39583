package dev.assay.registry.workflow;

import dev.assay.inventory.review.Answers;

import java.util.List;
import java.util.Objects;

/**
 * What a person writes to ask for a release, unchecked.
 *
 * @param purl a package URL or its short form, with an exact version; or the address of a remote
 *     server
 * @param domains the hosts the server is declared to talk to; {@code *.host} covers its sub-domains
 * @param answers what no machine can tell
 * @param renewal whether an approval that holds is to be looked at again before it ends
 */
public record RequestForm(String purl, List<String> domains, Answers answers, boolean renewal) {

    public RequestForm {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(answers, "answers is null");
        domains = List.copyOf(domains);
    }

    RequestForm of(String release) {
        return release.equals(purl) ? this : new RequestForm(release, domains, answers, renewal);
    }

    public RequestForm(String purl, List<String> domains, Answers answers) {
        this(purl, domains, answers, false);
    }
}
