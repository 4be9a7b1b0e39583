package dev.assay.registry.identity;

/** What became of somebody whom an identity provider vouches for. */
public sealed interface ExternalOutcome {

    record Welcome(SignedIn who) implements ExternalOutcome {}

    /** None of their groups has a role here. */
    record WithoutRole() implements ExternalOutcome {}

    record Disabled() implements ExternalOutcome {}

    /** Somebody else has their login, and the longer one that tells them apart too. */
    record LoginTaken() implements ExternalOutcome {}
}
