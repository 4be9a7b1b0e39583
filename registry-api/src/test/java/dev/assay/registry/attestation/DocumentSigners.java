package dev.assay.registry.attestation;

import dev.assay.scanners.attestation.SigningKey;

/** Signers of tests, each with a key of its own. */
public final class DocumentSigners {

    private DocumentSigners() {}

    public static DocumentSigner some() {
        var key = SigningKey.make();
        return new DocumentSigner(() -> key);
    }
}
