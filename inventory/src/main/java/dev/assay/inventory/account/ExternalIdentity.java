package dev.assay.inventory.account;

import java.util.Objects;

/**
 * Who somebody is at an identity provider. An e-mail address is no part of it: providers give those
 * to somebody else when a person leaves.
 *
 * @param issuer the provider's own name of itself
 * @param subject the person's, unique and never reused within the issuer
 */
public record ExternalIdentity(String issuer, String subject) {

    public ExternalIdentity {
        Objects.requireNonNull(issuer, "issuer is null");
        Objects.requireNonNull(subject, "subject is null");
    }
}
