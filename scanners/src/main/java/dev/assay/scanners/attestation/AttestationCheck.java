package dev.assay.scanners.attestation;

import dev.assay.scanners.text.HostileJson;

import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Verifies that a registry approved an artifact, from the attestation's file and the registry's
 * keys alone. What no trusted key signed is not believed in anything it says.
 */
public final class AttestationCheck {

    /** How far the clocks of two machines may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MOST_ENVELOPES = 100;

    private final List<TrustedKey> trusted;
    private final Instant now;

    public AttestationCheck(List<TrustedKey> trusted, Instant now) {
        this.trusted = List.copyOf(trusted);
        this.now = now;
    }

    /** An envelope of a kind that is looked at, with what it says, signed by a trusted key. */
    private record Sealed(Envelope envelope, TrustedKey key, Statement statement) {}

    /**
     * Verifies a file: one envelope, or one a line.
     *
     * @param reaches whether a stage is far enough
     */
    public Verification check(byte[] file, ApprovedArtifact artifact, Predicate<String> reaches) {
        try {
            var lines = lines(file);
            if (lines.isEmpty()) {
                return new Unverified.Absent("the file is empty");
            }
            return check(lines, artifact, reaches);
        } catch (BrokenException e) {
            return e.outcome();
        }
    }

    /** What was found in a file, line by line. */
    private static final class Found {
        private final List<Verification.Verified> approvals = new ArrayList<>();
        private final List<Statement> summaries = new ArrayList<>();
        private final List<Unverified.Invalid> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
    }

    /**
     * What is no approval of this artifact by a trusted key may stand beside one that is: whoever
     * could add it could as well have taken the approval away.
     */
    private Verification check(
            List<byte[]> lines, ApprovedArtifact artifact, Predicate<String> reaches)
            throws BrokenException {
        var found = new Found();
        for (var line : lines) {
            try {
                look(line, artifact, reaches, found);
            } catch (BrokenException e) {
                found.problems.add(e.outcome());
            }
        }
        if (found.approvals.isEmpty()) {
            return found.problems.isEmpty()
                    ? new Unverified.Invalid(
                            AttestationDefect.PREDICATE_TYPE,
                            found.summaries.isEmpty()
                                    ? String.join("; ", found.notes)
                                    : "there is a verification summary alone, which has no end")
                    : found.problems.getFirst();
        }
        var newest =
                found.approvals.stream()
                        .max(Comparator.comparing(each -> each.approval().issuedAt()))
                        .orElseThrow();
        for (var summary : found.summaries) {
            summary.agrees(newest.approval());
        }
        var notes = new ArrayList<>(newest.notes());
        notes.addAll(found.notes);
        found.problems.forEach(
                each -> notes.add("not believed, " + each.defect().id() + ": " + each.detail()));
        return new Verification.Verified(
                newest.approval(),
                newest.keyId(),
                newest.signers(),
                !found.summaries.isEmpty(),
                notes);
    }

    private void look(
            byte[] line, ApprovedArtifact artifact, Predicate<String> reaches, Found found)
            throws BrokenException {
        var envelope = Envelope.read(line);
        if (!envelope.payloadType().equals(Envelope.IN_TOTO)) {
            throw new BrokenException(
                    AttestationDefect.PAYLOAD_TYPE,
                    "its type is " + HostileJson.shown(envelope.payloadType()));
        }
        var type = Statement.type(envelope.payload());
        switch (type) {
            case Approval.PREDICATE_TYPE ->
                    found.approvals.add(approval(sealed(envelope), artifact, reaches));
            case Approval.SUMMARY_TYPE -> {
                var statement = sealed(envelope).statement();
                statement.compare(artifact);
                found.summaries.add(statement);
            }
            default -> found.notes.add("not looked at: a statement of type " + type);
        }
    }

    private Verification.Verified approval(
            Sealed sealed, ApprovedArtifact artifact, Predicate<String> reaches)
            throws BrokenException {
        sealed.statement().compare(artifact);
        var said = Approval.read(sealed.statement().subject(), sealed.statement().predicate());
        times(said, sealed.key());
        if (!reaches.test(said.stage())) {
            throw new BrokenException(
                    AttestationDefect.STAGE, "it is for " + HostileJson.shown(said.stage()));
        }
        var notes = new ArrayList<String>();
        var signers = signers(sealed.envelope(), said, notes);
        return new Verification.Verified(said, sealed.key().keyId(), signers, false, notes);
    }

    /** Nothing else of a statement is read before this. */
    private Sealed sealed(Envelope envelope) throws BrokenException {
        for (var signed : envelope.signatures()) {
            for (var key : trusted) {
                if (!key.keyId().equals(signed.keyId())) {
                    continue;
                }
                verify(key, envelope, signed);
                return new Sealed(envelope, key, Statement.read(envelope.payload()));
            }
        }
        throw new BrokenException(
                AttestationDefect.KEY_UNKNOWN,
                envelope.signatures().isEmpty()
                        ? "nobody signed it"
                        : "it is signed by the key "
                                + HostileJson.shown(envelope.signatures().getFirst().keyId()));
    }

    private static void verify(TrustedKey key, Envelope envelope, Envelope.Signed signed)
            throws BrokenException {
        try {
            if (!Keys.holds(key.key(), envelope.preAuthentication(), signed.signature())) {
                throw new BrokenException(
                        AttestationDefect.SIGNATURE_WRONG, "by the key " + key.keyId());
            }
        } catch (SignatureException e) {
            throw new BrokenException(
                    AttestationDefect.SIGNATURE_MALFORMED, "by the key " + key.keyId());
        }
    }

    private void times(Approval said, TrustedKey key) throws BrokenException {
        var issued = said.issuedAt();
        if (issued.isAfter(now.plus(SKEW))) {
            throw new BrokenException(AttestationDefect.ISSUED_IN_FUTURE, "at " + issued);
        }
        if (key.from() != null && issued.isBefore(key.from())) {
            throw new BrokenException(
                    AttestationDefect.KEY_NOT_YET_VALID,
                    "issued " + issued + ", valid from " + key.from());
        }
        if (key.until() != null && !issued.isBefore(key.until())) {
            throw new BrokenException(
                    AttestationDefect.KEY_ENDED,
                    "issued " + issued + ", valid until " + key.until());
        }
        if (!said.expires().isAfter(now)) {
            throw new BrokenException(AttestationDefect.EXPIRED, "at " + said.expires());
        }
    }

    /** Those of the approvers whose own key signed it too. */
    private List<Approval.Approver> signers(Envelope envelope, Approval said, List<String> notes)
            throws BrokenException {
        var signers = new ArrayList<Approval.Approver>();
        for (var signed : envelope.signatures()) {
            if (trusted.stream().anyMatch(each -> each.keyId().equals(signed.keyId()))) {
                continue;
            }
            var before = signers.size();
            for (var approver : said.approvers()) {
                if (approver.key() != null && Keys.id(approver.key()).equals(signed.keyId())) {
                    byApprover(approver, envelope, signed);
                    signers.add(approver);
                }
            }
            if (signers.size() == before) {
                notes.add(
                        "not looked at: a signature by the key "
                                + HostileJson.shown(signed.keyId())
                                + ", which is no approver's");
            }
        }
        return signers;
    }

    private static void byApprover(
            Approval.Approver approver, Envelope envelope, Envelope.Signed signed)
            throws BrokenException {
        var key = Objects.requireNonNull(approver.key());
        try {
            if (Keys.holds(key, envelope.preAuthentication(), signed.signature())) {
                return;
            }
        } catch (SignatureException e) {
            // Told below: for an approver's it makes no difference.
        }
        throw new BrokenException(
                AttestationDefect.APPROVER_SIGNATURE_WRONG,
                "of the approver " + approver.account());
    }

    /** A document in one piece, or one a line. */
    private static List<byte[]> lines(byte[] file) throws BrokenException {
        if (file.length > StrictJson.LARGEST) {
            throw new BrokenException(
                    AttestationDefect.TOO_LARGE,
                    "the file has more than " + StrictJson.LARGEST + " bytes");
        }
        var text = new String(file, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return List.of();
        }
        var lines = text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
        var whole = lines.stream().allMatch(each -> each.startsWith("{") && each.endsWith("}"));
        if (!whole) {
            return List.of(text.getBytes(StandardCharsets.UTF_8));
        }
        if (lines.size() > MOST_ENVELOPES) {
            throw new BrokenException(
                    AttestationDefect.TOO_LARGE, "more than " + MOST_ENVELOPES + " envelopes");
        }
        return lines.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
