package dev.assay.registry.attestation;

import dev.assay.scanners.attestation.SigningKey;

import java.security.PublicKey;
import java.util.function.Supplier;

/** Signs documents of the registry's own with the key that its approvals are signed with. */
public final class DocumentSigner {

    private final Supplier<SigningKey> key;

    DocumentSigner(Supplier<SigningKey> key) {
        this.key = key;
    }

    public String keyId() {
        return key.get().keyId();
    }

    public PublicKey publicKey() {
        return key.get().publicKey();
    }

    /** As JOSE writes signatures: of P-256 the two numbers one after the other. */
    public byte[] sign(byte[] content) {
        return key.get().signPlain(content);
    }
}
