package dev.assay.registry.attestation;

import dev.assay.scanners.attestation.SigningKey;

import java.security.PublicKey;
import java.util.List;
import java.util.function.Supplier;

/** Signs documents of the registry's own with the key that its approvals are signed with. */
public final class DocumentSigner {

    private final Supplier<SigningKey> key;
    private final Supplier<List<PublicKey>> known;

    DocumentSigner(Supplier<SigningKey> key) {
        this(key, () -> List.of(key.get().publicKey()));
    }

    DocumentSigner(Supplier<SigningKey> key, Supplier<List<PublicKey>> known) {
        this.key = key;
        this.known = known;
    }

    public String keyId() {
        return key.get().keyId();
    }

    public PublicKey publicKey() {
        return key.get().publicKey();
    }

    /** Every key that ever signed, those that were replaced too. */
    public List<PublicKey> known() {
        return known.get();
    }

    /** As X.509 writes signatures: of P-256 the two numbers in DER. */
    public byte[] signature(byte[] content) {
        return key.get().sign(content);
    }

    /** As JOSE writes signatures: of P-256 the two numbers one after the other. */
    public byte[] sign(byte[] content) {
        return key.get().signPlain(content);
    }
}
