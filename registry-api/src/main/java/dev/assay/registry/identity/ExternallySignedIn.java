package dev.assay.registry.identity;

/** The principal of a session that began at an identity provider. */
public interface ExternallySignedIn {

    /** Who it is here. */
    SignedIn who();
}
