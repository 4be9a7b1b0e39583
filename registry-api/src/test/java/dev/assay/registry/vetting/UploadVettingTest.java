package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.upload.UploadDesk;
import dev.assay.registry.upload.UploadOutcome;
import dev.assay.registry.upload.UploadOutcome.Conflict;
import dev.assay.registry.upload.UploadOutcome.Taken;
import dev.assay.registry.upload.UploadOutcome.TooLarge;
import dev.assay.registry.upload.UploadOutcome.Unfit;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleUpstream;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.publisher.Publication;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a team hands in goes the way of every release, and no upstream hears of it. */
@Timeout(180)
class UploadVettingTest {

    private static final String NPM = "assay.upload.npm.namespaces=@acme/*";

    @Test
    void vetsAndComparesWhatWasHandedInForNpmAndAsksNoUpstreamForIt(@TempDir Path data)
            throws Exception {
        try (var open = SampleUpstream.start();
                var rig = VettingRig.start(data, open.url(), NPM)) {
            open.publish(SamplePackage.bare("zod", "3.0.0", Map.of()));
            open.publish(SamplePackage.bare("@acme/mail", "9.9.9", Map.of()));
            var first = SamplePackage.bare("@acme/mail", "1.0.0", Map.of("zod", "^3.0.0"));

            var taken = take(rig, "mail-1.0.0.tgz", first.tarball());
            assertThat(taken).isInstanceOf(Taken.class);
            var release = rig.vet("npm:@acme/mail@1.0.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly("pkg:npm/%40acme/mail@1.0.0", "pkg:npm/zod@3.0.0");
            var published = rig.get(Publishings.class).of(release.id()).orElseThrow();
            assertThat(published.history().publications())
                    .extracting(Publication::version, Publication::account)
                    .containsExactly(tuple("1.0.0", "rita"));
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            var other = rig.account("otto", Role.REQUESTER);
            var second = SamplePackage.bare("@acme/mail", "1.1.0", Map.of());
            assertThat(take(rig, other, "mail-1.1.0.tgz", second.tarball(), null))
                    .isInstanceOf(Taken.class);
            var update = rig.vet("npm:@acme/mail@1.1.0");
            assertThat(update.baselineId()).isEqualTo(release.id());
            assertThat(rig.report(update.id()).toString()).contains("PUBLISHER_CHANGED");

            assertThat(rig.vet("npm:@acme/mail@9.9.9").stateReason()).contains("no version 9.9.9");
            assertThat(rig.vet("npm:@acme/never@1.0.0").state())
                    .isEqualTo(ReleaseState.VETTING_FAILED);
            assertThat(open.requests()).noneMatch(each -> each.contains("acme"));
            assertThat(rig.get(AuditTrail.class).of("pkg:npm/%40acme/mail@1.0.0"))
                    .extracting(each -> each.actor() + " " + each.action())
                    .contains("rita upload.taken");
        }
    }

    @Test
    void aNameThatWasHandedInStaysOursWhenItsNamespaceIsUnbound(@TempDir Path data)
            throws Exception {
        try (var open = SampleUpstream.start()) {
            open.publish(SamplePackage.bare("@acme/mail", "1.0.1", Map.of()));
            var own = SamplePackage.bare("@acme/mail", "1.0.0", Map.of());
            try (var rig = VettingRig.start(data, open.url(), NPM)) {
                assertThat(take(rig, "a.tgz", own.tarball())).isInstanceOf(Taken.class);
            }
            try (var rig = VettingRig.start(data, open.url())) {
                assertThat(rig.vet("npm:@acme/mail@1.0.1").stateReason())
                        .contains("no version 1.0.1");
                assertThat(rig.vet("npm:@ACME/mail@1.0.1").state())
                        .isEqualTo(ReleaseState.VETTING_FAILED);
                assertThat(open.requests()).noneMatch(each -> each.contains("mail"));
                assertThat(take(rig, "b.tgz", bare("@acme/mail", "1.0.1")))
                        .isInstanceOf(Conflict.class)
                        .asString()
                        .contains("assay.upload.npm.namespaces");
            }
        }
    }

    @Test
    void theSameVersionWithOtherBytesIsRefusedAndNothingIsLost(@TempDir Path data)
            throws Exception {
        try (var open = SampleUpstream.start();
                var rig = VettingRig.start(data, open.url(), NPM)) {
            var first = bare("@acme/mail", "1.0.0");
            assertThat(take(rig, "a.tgz", first)).isInstanceOf(Taken.class);
            assertThat(take(rig, "again.tgz", first))
                    .isInstanceOfSatisfying(
                            Taken.class, again -> assertThat(again.isNew()).isFalse());
            var other =
                    SamplePackage.of(
                                    Map.of(
                                            "package.json",
                                            "{\"name\":\"@acme/mail\",\"version\":\"1.0.0\"}",
                                            "more.js",
                                            "1"))
                            .tarball();
            assertThat(take(rig, "a.tgz", other))
                    .isInstanceOf(Conflict.class)
                    .asString()
                    .contains("other bytes");
            assertThat(rig.vet("npm:@acme/mail@1.0.0").state()).isEqualTo(ReleaseState.IN_REVIEW);
            try (var left = Files.list(data.resolve("unfinished"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void takesNothingThatIsTooLargeHostileOrAnothers(@TempDir Path data) throws Exception {
        try (var open = SampleUpstream.start();
                var rig =
                        VettingRig.start(
                                data,
                                open.url(),
                                NPM + ",known",
                                "assay.upload.largest=64KB",
                                "assay.upload.quota-per-person=100KB")) {
            open.publish(SamplePackage.bare("known", "1.0.0", Map.of()));
            assertThat(take(rig, "x.tgz", new byte[70_000]))
                    .isInstanceOf(TooLarge.class)
                    .asString()
                    .contains("assay.upload.largest");
            assertThat(take(rig, "x.tgz", new byte[60_000])).isInstanceOf(Unfit.class);
            assertThat(take(rig, "../x.tgz", new byte[1])).isInstanceOf(Unfit.class);
            assertThat(take(rig, "x.tgz", bare("left-pad", "1.0.0"))).isInstanceOf(Conflict.class);
            assertThat(take(rig, "x.tgz", bare("@acme/mail", "latest"))).isInstanceOf(Unfit.class);
            assertThat(take(rig, "x.zip", bare("@acme/mail", "1.0.0"))).isInstanceOf(Unfit.class);
            var endless =
                    new InputStream() {
                        private long given;

                        @Override
                        public int read() {
                            given++;
                            assertThat(given).isLessThan(200_000);
                            return 'x';
                        }
                    };
            assertThat(rig.get(UploadDesk.class).take(rig.requester(), "x.tgz", endless, null))
                    .isInstanceOf(TooLarge.class);
        }
    }

    @Test
    void vetsAWheelAJarWithItsPomAndABundle(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var pypi = SamplePypiIndex.start();
                var maven = SampleMavenRepository.start();
                var rig =
                        VettingRig.start(
                                data,
                                npm.url(),
                                "assay.upstream.pypi.url=" + pypi.url(),
                                "assay.upstream.maven.url=" + maven.url(),
                                "assay.upload.pypi.namespaces=Acme_*",
                                "assay.upload.maven.namespaces=com.acme")) {
            pypi.publish("part==2.1").publish("acme-server==9.0");
            maven.publish("example:part:1.0", "").publish("com.acme:tools:9.0", "");
            var wheel = SampleWheel.of("acme_server==1.0", "part>=2");
            assertThat(take(rig, wheel.fileName(), wheel.bytes())).isInstanceOf(Taken.class);
            var pom =
                    "<project><modelVersion>4.0.0</modelVersion><groupId>com.acme</groupId>"
                            + "<artifactId>tools</artifactId><version>1.0</version>"
                            + SampleMavenRepository.dependencies("example:part:1.0")
                            + "</project>";
            var jar = SampleMavenRepository.jar(Map.of("a.txt", new byte[] {1}));
            var tools = Purl.parse("pkg:maven/com.acme/tools@1.0");
            assertThat(take(rig, rig.requester(), "tools.jar", jar, tools))
                    .isInstanceOf(Unfit.class)
                    .asString()
                    .contains("POM first");
            assertThat(take(rig, "pom.xml", pom.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Taken.class);
            assertThat(take(rig, rig.requester(), "tools.jar", jar, tools))
                    .isInstanceOf(Taken.class);
            var bundle = SampleBundle.of("mail", "1.2.0", "").bytes();
            var kept = (Taken) take(rig, "mail.mcpb", bundle);

            closure(rig, "pypi:acme-server@1.0", "pkg:pypi/acme-server@1.0", "pkg:pypi/part@2.1");
            closure(rig, tools.toString(), tools.toString(), "pkg:maven/example/part@1.0");
            closure(rig, kept.upload().purl().toString(), kept.upload().purl().toString());
            assertThat(pypi.requests()).noneMatch(each -> each.contains("acme"));
            assertThat(maven.requests()).noneMatch(each -> each.contains("acme"));
        }
    }

    private static void closure(VettingRig rig, String release, String... packages)
            throws InterruptedException {
        var vetted = rig.vet(release);
        assertThat(vetted.state()).as(vetted.toString()).isEqualTo(ReleaseState.IN_REVIEW);
        assertThat(rig.get(ClosureStore.class).packages(vetted.id()))
                .extracting(each -> each.purl().toString())
                .containsExactlyInAnyOrder(packages);
        assertThat(rig.approve(vetted.id())).isInstanceOf(DecisionOutcome.Decided.class);
    }

    private static byte[] bare(String name, String version) {
        return SamplePackage.bare(name, version, Map.of()).tarball();
    }

    private static UploadOutcome take(VettingRig rig, String fileName, byte[] bytes)
            throws IOException, InterruptedException {
        return take(rig, rig.requester(), fileName, bytes, null);
    }

    private static UploadOutcome take(
            VettingRig rig, Account account, String fileName, byte[] bytes, @Nullable Purl said)
            throws IOException, InterruptedException {
        return rig.get(UploadDesk.class)
                .take(account, fileName, new ByteArrayInputStream(bytes), said);
    }
}
