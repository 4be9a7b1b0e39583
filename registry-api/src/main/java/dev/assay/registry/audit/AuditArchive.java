package dev.assay.registry.audit;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.tree.AuditCheckpoint;
import dev.assay.inventory.tree.SignedNote;
import dev.assay.inventory.tree.Tiles;
import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.scanners.attestation.Keys;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The whole audit trail with all that proves it, as an archive: the events, a signed checkpoint of
 * exactly these, the tiles of their tree, and the public keys.
 */
final class AuditArchive implements ExportFormat {

    /**
     * The format of archives knows no time before 1980; nothing in it depends on when it is made.
     */
    private static final LocalDateTime SAME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final AuditCheckpoints checkpoints;
    private final AuditChain chain;
    private final DocumentSigner signer;

    AuditArchive(AuditCheckpoints checkpoints, AuditChain chain, DocumentSigner signer) {
        this.checkpoints = checkpoints;
        this.chain = chain;
        this.signer = signer;
    }

    @Override
    public String id() {
        return "audit-log";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.EVIDENCE;
    }

    @Override
    public String title() {
        return "Audit trail with its proof";
    }

    @Override
    public String purpose() {
        return "Every event, a signed checkpoint and the tiles of their tree (C2SP), for whoever"
                + " verifies with assay audit verify or a tool for transparency logs.";
    }

    @Override
    public String mediaType() {
        return "application/zip";
    }

    @Override
    public String fileName() {
        return "audit-log.zip";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of();
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.of(Role.AUDITOR, Role.SECURITY, Role.ADMINISTRATOR);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        return switch (checkpoints.make()) {
            case AuditCheckpoints.Made.Signed(var checkpoint) -> write(checkpoint, to);
            case AuditCheckpoints.Made.Nothing n ->
                    refused("nothing is on the trail yet", "come back once something happened");
            case AuditCheckpoints.Made.Refused(var broken) ->
                    refused(
                            AuditDesk.words(broken),
                            "what is not what was written is not signed; look at /audit");
        };
    }

    private ExportOutcome write(AuditCheckpoint checkpoint, OutputStream to) throws IOException {
        var zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        add(zip, "checkpoint", checkpoint.note());
        add(zip, "keys.pem", signer.known().stream().map(Keys::pem).collect(Collectors.joining()));
        var verifier =
                SignedNote.verifierKey(checkpoint.tree().origin(), signer.publicKey()).orElse(null);
        if (verifier != null) {
            add(zip, "verifier-key", verifier + "\n");
        }
        zip.putNextEntry(entry("audit.jsonl"));
        var state =
                each(
                        checkpoint,
                        event ->
                                zip.write(
                                        AuditFormat.written(event)
                                                .getBytes(StandardCharsets.UTF_8)));
        zip.closeEntry();
        var tiles =
                new Tiles(
                        (path, bytes) -> {
                            zip.putNextEntry(entry(path));
                            zip.write(bytes);
                            zip.closeEntry();
                        });
        each(checkpoint, event -> tiles.add(AuditCheckpoints.entry(event.hash())));
        tiles.end();
        zip.finish();
        return state instanceof AuditChain.State.Broken broken
                ? refused(AuditDesk.words(broken), "look at /audit")
                : new ExportOutcome.Written();
    }

    /** Takes an event, and may fail to. */
    @FunctionalInterface
    private interface Taking {

        void take(AuditEvent event) throws IOException;
    }

    /** Exactly the events that the checkpoint vouches for. */
    private AuditChain.State each(AuditCheckpoint checkpoint, Taking taking) throws IOException {
        try {
            return chain.follow(
                    AuditChain.Place.BEGINNING,
                    checkpoint.size(),
                    event -> {
                        try {
                            taking.take(event);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static ExportOutcome refused(String why, String next) {
        return new ExportOutcome.Refused(new Unsaid("the audit trail", why, next));
    }

    private static void add(ZipOutputStream zip, String path, String text) throws IOException {
        zip.putNextEntry(entry(path));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static ZipEntry entry(String path) {
        var entry = new ZipEntry(path);
        entry.setTimeLocal(SAME);
        return entry;
    }
}
