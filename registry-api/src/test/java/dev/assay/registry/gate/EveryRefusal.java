package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/**
 * What one client prints of every kind of refusal: the same release, asked for in the same way,
 * while it is in one state after another. Each is a chapter of the client's transcript.
 */
public final class EveryRefusal {

    /** One kind. What decides about a release itself comes before what is wrong with its bytes. */
    public enum Kind {
        NEVER_REQUESTED("never requested", Cause.NEVER_REQUESTED, null),
        REQUESTED("requested", Cause.REQUESTED, ReleaseState.REQUESTED),
        VETTING("being vetted", Cause.VETTING, ReleaseState.VETTING),
        VETTING_FAILED("vetting failed", Cause.VETTING_FAILED, ReleaseState.VETTING_FAILED),
        IN_REVIEW("in review", Cause.IN_REVIEW, ReleaseState.IN_REVIEW),
        REJECTED("rejected", Cause.REJECTED, ReleaseState.REJECTED),
        SUSPENDED("suspended", Cause.SUSPENDED, ReleaseState.SUSPENDED),
        EXPIRED("expired", Cause.EXPIRED, ReleaseState.EXPIRED),
        REVOKED("revoked", Cause.REVOKED, ReleaseState.REVOKED),
        RETIRED("retired", Cause.RETIRED, ReleaseState.RETIRED),
        OTHER_STAGE("another stage", Cause.OTHER_STAGE, null),
        OUR_FAULT("a fault of ours", null, null),
        BYTES_DIFFER("bytes differ", Cause.BYTES_DIFFER, null),
        NO_TOKEN("no token", null, null);

        private final String title;
        private final @Nullable Cause cause;
        private final @Nullable ReleaseState state;

        Kind(String title, @Nullable Cause cause, @Nullable ReleaseState state) {
            this.title = title;
            this.cause = cause;
            this.state = state;
        }

        /** What its chapter is called. */
        String chapter() {
            return "Refused: " + title;
        }

        String title() {
            return title;
        }
    }

    /** A client at a gate. */
    public interface Client {

        /** Turns to another gate, whose upstream is empty. */
        void at(GateRig rig) throws Exception;

        /** Puts the release on record, approved. */
        Id approve() throws Exception;

        /** Asks for it, with nothing kept from before. */
        ClientRun fetch() throws Exception;
    }

    private EveryRefusal() {}

    /**
     * Shows all of them to a client. The gate of the last is left open, and is its own to close.
     */
    public static void shows(Path folder, Client client) throws Exception {
        var rig = new GateRig(folder.resolve("gate"));
        client.at(rig);
        rig.snapshots.refresh();
        refused(client, Kind.NEVER_REQUESTED);
        var id = client.approve();
        for (var kind : Kind.values()) {
            if (kind.state != null) {
                rig.change(id, kind.state, "see the ticket");
                refused(client, kind);
            }
        }
        rig.approve(id, Stage.SANDBOX);
        refused(client, Kind.OTHER_STAGE);
        rig.approve(id, Stage.PRODUCTION);
        var kept = new HashMap<Path, byte[]>();
        for (var each : rig.closures.packages(id)) {
            var sha256 = rig.vettings.artifact(each.integrity()).orElseThrow().sha256();
            var blob = rig.blobs.file(sha256).orElseThrow();
            kept.put(blob, Files.readAllBytes(blob));
            Files.delete(blob);
        }
        refused(client, Kind.OUR_FAULT);
        for (var each : kept.entrySet()) {
            each.getValue()[each.getValue().length / 2] ^= 1;
            Files.write(each.getKey(), each.getValue());
        }
        refused(client, Kind.BYTES_DIFFER);
        rig.close();

        var closed = GateRig.forTokensAlone(folder.resolve("closed"));
        client.at(closed);
        client.approve();
        refused(client, Kind.NO_TOKEN);
    }

    private static void refused(Client client, Kind kind) throws Exception {
        Transcripts.chapter(kind.chapter());
        var run = client.fetch();
        assertThat(run.exit()).as(kind + ": " + run.output()).isNotZero();
        if (kind.cause != null) {
            assertThat(run.output())
                    .as(kind.title)
                    .satisfiesAnyOf(
                            each -> assertThat(each).contains(kind.cause.words()),
                            each -> assertThat(each).contains(kind.cause.sentence()),
                            each ->
                                    assertThat(
                                                    kind == Kind.OTHER_STAGE
                                                            && each.contains("for sandbox only"))
                                            .isTrue(),
                            // Some print nothing but the status of what was not a first request.
                            each ->
                                    assertThat(kind == Kind.BYTES_DIFFER && each.contains("403"))
                                            .isTrue());
        }
        if (kind == Kind.NO_TOKEN) {
            // Some look for credentials of their own then, and pip takes an index that wants to
            // know
            // who asks for one without the package.
            assertThat(run.output())
                    .containsPattern("(?i)token|401|authenticat|username|from versions: none");
        }
    }
}
