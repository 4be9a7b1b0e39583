package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.upload.Upload;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.registry.upload.UploadDesk;
import dev.assay.registry.upload.UploadOutcome;
import dev.assay.registry.upload.UploadOutcome.Conflict;
import dev.assay.registry.upload.UploadOutcome.Taken;
import dev.assay.registry.upload.UploadRemovals;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;

/** What a team handed in is taken away again, as long as nothing rests on it. */
@Timeout(180)
class UploadRemovalTest {

    private static final String NPM = "assay.upload.npm.namespaces=@acme/*";

    @Test
    void removesWhatNobodyRequestedWithItsBytesAndLeavesItsNameToNoUpstream(@TempDir Path data)
            throws Exception {
        var bytes = bare("1.0.0", Map.of());
        try (var open = SampleUpstream.start()) {
            open.publish(SamplePackage.bare("@acme/mail", "9.9.9", Map.of()));
            try (var rig = VettingRig.start(data, open.url(), NPM)) {
                var upload = taken(rig, bytes);
                assertThat(remove(rig, rig.account("otto", Role.REQUESTER), upload, "not mine"))
                        .asString()
                        .contains("only who handed");
                assertThat(remove(rig, rig.requester(), upload, " "))
                        .asString()
                        .contains("a reason");
                assertThat(rig.get(BlobStore.class).file(upload.sha256())).isPresent();

                assertThat(remove(rig, rig.requester(), upload, "the wrong file"))
                        .isInstanceOf(Deed.Done.class);
                assertThat(rig.get(BlobStore.class).file(upload.sha256())).isEmpty();
                assertThat(rig.get(UploadStore.class).bytes()).isZero();
                assertThat(rig.get(AuditTrail.class).of("pkg:npm/%40acme/mail@1.0.0"))
                        .extracting(each -> each.actor() + " " + each.action())
                        .containsExactly("rita upload.taken", "rita upload.removed");
                assertThat(take(rig, bare("1.0.0", Map.of("zod", "1.0.0"))))
                        .isInstanceOf(Conflict.class)
                        .asString()
                        .contains("other bytes");
            }
            try (var rig = VettingRig.start(data, open.url())) {
                assertThat(rig.vet("npm:@acme/mail@9.9.9").state())
                        .as("its name space is bound no more")
                        .isEqualTo(ReleaseState.VETTING_FAILED);
                assertThat(open.requests()).noneMatch(each -> each.contains("mail"));
            }
            try (var rig = VettingRig.start(data, open.url(), NPM)) {
                assertThat(((Taken) take(rig, bytes)).isNew()).isTrue();
                assertThat(rig.vet("npm:@acme/mail@1.0.0").state())
                        .isEqualTo(ReleaseState.IN_REVIEW);
            }
        }
    }

    @Test
    void removesWhatWasWithdrawnAndKeepsTheBytesThatItsVettingRead(@TempDir Path data)
            throws Exception {
        try (var open = SampleUpstream.start();
                var rig = VettingRig.start(data, open.url(), NPM)) {
            var upload = taken(rig, bare("1.0.0", Map.of()));
            var release = rig.vet("npm:@acme/mail@1.0.0");
            var root = rig.account("root", Role.ADMINISTRATOR);

            assertThat(remove(rig, root, upload, "too old"))
                    .asString()
                    .contains("which is in review", "withdraw");
            var request = rig.reviews(release.id()).getFirst().requestId();
            rig.get(Workflow.class).withdraw(rig.requester(), request, "not needed");

            assertThat(remove(rig, root, upload, "too old")).isInstanceOf(Deed.Done.class);
            assertThat(rig.get(BlobStore.class).file(upload.sha256())).isPresent();
            assertThat(rig.get(UploadStore.class).latest(9)).isEmpty();
        }
    }

    @Test
    void keepsWhatWasApprovedAndWhatAnApprovedReleaseBringsAlong(@TempDir Path data)
            throws Exception {
        try (var open = SampleUpstream.start();
                var rig = VettingRig.start(data, open.url(), NPM)) {
            var part = taken(rig, SamplePackage.bare("@acme/part", "2.0.0", Map.of()).tarball());
            var upload = taken(rig, bare("1.0.0", Map.of("@acme/part", "^2.0.0")));
            var release = rig.vet("npm:@acme/mail@1.0.0");
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            assertThat(remove(rig, rig.requester(), upload, "no more"))
                    .asString()
                    .contains("@acme/mail@1.0.0".replace("@acme", "%40acme"), "which is approved");
            assertThat(remove(rig, rig.requester(), part, "no more"))
                    .asString()
                    .contains("is part of what", "mail@1.0.0 brings along");
            assertThat(rig.get(UploadStore.class).latest(9)).hasSize(2);
            assertThat(rig.get(BlobStore.class).file(part.sha256())).isPresent();
        }
    }

    private static byte[] bare(String version, Map<String, String> dependencies) {
        return SamplePackage.bare("@acme/mail", version, dependencies).tarball();
    }

    private static Upload taken(VettingRig rig, byte[] bytes) throws Exception {
        return ((Taken) take(rig, bytes)).upload();
    }

    private static UploadOutcome take(VettingRig rig, byte[] bytes) throws Exception {
        return rig.get(UploadDesk.class)
                .take(rig.requester(), "a.tgz", new ByteArrayInputStream(bytes), null);
    }

    private static Deed<Upload> remove(
            VettingRig rig, Account account, Upload upload, String reason) {
        return rig.get(UploadRemovals.class).remove(account, upload, reason);
    }
}
