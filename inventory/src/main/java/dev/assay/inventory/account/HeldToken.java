package dev.assay.inventory.account;

import dev.assay.scanners.coordinates.Sha256;

import java.util.Objects;

/** A token with what recognises it and whose it is. */
public record HeldToken(ApiToken token, Sha256 sha256, Account owner) {

    public HeldToken {
        Objects.requireNonNull(token, "token is null");
        Objects.requireNonNull(sha256, "sha256 is null");
        Objects.requireNonNull(owner, "owner is null");
    }
}
