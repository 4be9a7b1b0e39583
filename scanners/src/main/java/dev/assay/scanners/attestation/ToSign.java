package dev.assay.scanners.attestation;

import java.security.PublicKey;

/**
 * An approval that an approver is about to sign: what it says, and what is signed. Nobody's
 * signature on it is checked; whoever signs reads it.
 */
public record ToSign(Approval approval, byte[] content) {

    /**
     * Reads an envelope.
     *
     * @throws IllegalArgumentException when it holds no approval; the message is for people
     */
    public static ToSign read(byte[] json) {
        try {
            var envelope = Envelope.read(json);
            var statement = Statement.read(envelope.payload());
            if (!envelope.payloadType().equals(Envelope.IN_TOTO)
                    || !statement.predicateType().equals(Approval.PREDICATE_TYPE)) {
                throw new IllegalArgumentException("it is no approval");
            }
            return new ToSign(
                    Approval.read(statement.subject(), statement.predicate()),
                    envelope.preAuthentication());
        } catch (BrokenException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether it says of a key that one of the approvers signs with it. */
    public boolean names(PublicKey key) {
        return approval.approvers().stream()
                .anyMatch(each -> each.key() != null && Keys.id(each.key()).equals(Keys.id(key)));
    }
}
