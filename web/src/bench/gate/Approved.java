package dev.assay.web.nodes;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.web.AssayApplication;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** What is at the gate, put there by a service that then ends. */
final class Approved {

    /** Of which all versions are approved, so that its packument is as large as it is published. */
    static final String LARGER = "@modelcontextprotocol/sdk";

    static final String SMALLER = "ms";

    static final Own FIFTY_KB = new Own("assay-bench-fifty", 50_000);
    static final Own FIVE_MB = new Own("assay-bench-five", 5_000_000);

    /** A package of the benchmark's own. */
    record Own(String name, int bytes) {

        Purl purl() {
            return Purl.npm(name, "1.0.0");
        }

        byte[] content() {
            var noise = new byte[bytes];
            new Random(bytes).nextBytes(noise);
            return noise;
        }

        List<Case.Request> requests() {
            return List.of(new Case.Request("/npm/%s/-/%s-1.0.0.tgz".formatted(name, name), ""));
        }
    }

    private Approved() {}

    static void into(Path data, RealInstall install) throws IOException, InterruptedException {
        try (var service =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--db-scheduler.enabled=false",
                                "--logging.level.root=ERROR",
                                "--assay.data-directory=" + data)) {
            closure(service, install);
            var folder = install.packages().getFirst().file().getParent();
            for (var name : List.of(LARGER, SMALLER)) {
                for (var each : RealInstall.versions(folder, name).entrySet()) {
                    var purl = Purl.npm(name, each.getKey());
                    var integrity = each.getValue().path("dist").path("integrity").asString("");
                    if (!integrity.isEmpty() && !installed(install, purl)) {
                        approve(
                                service,
                                purl,
                                purl.toString().getBytes(StandardCharsets.UTF_8),
                                List.of(
                                        new LockedPackage(
                                                "",
                                                purl,
                                                new Integrity(integrity),
                                                false,
                                                each.getValue().toString())));
                    }
                }
            }
            for (var own : List.of(FIFTY_KB, FIVE_MB)) {
                Cluster.approved(service, own.purl(), own.content());
            }
        }
    }

    private static boolean installed(RealInstall install, Purl purl) {
        return install.packages().stream()
                .anyMatch(each -> Purl.npm(each.name(), each.version()).equals(purl));
    }

    private static void closure(ApplicationContext service, RealInstall install)
            throws IOException {
        var locked = new ArrayList<LockedPackage>();
        RealInstall.Installed root = null;
        for (var each : install.packages()) {
            var isRoot = each.name().equals(RealInstall.PROJECT);
            var integrity = new Integrity(each.integrity());
            var bytes = Files.readAllBytes(each.file());
            service.getBean(VettingStore.class)
                    .addArtifact(
                            new VettingStore.Artifact(
                                    integrity,
                                    service.getBean(BlobStore.class).put(bytes),
                                    bytes.length));
            locked.add(
                    new LockedPackage(
                            isRoot ? "" : "node_modules/" + each.name() + "@" + each.version(),
                            Purl.npm(each.name(), each.version()),
                            integrity,
                            false,
                            each.manifest()));
            root = isRoot ? each : root;
        }
        if (root == null) {
            throw new IOException("the lock has no " + RealInstall.PROJECT);
        }
        approve(
                service,
                Purl.npm(root.name(), root.version()),
                Files.readAllBytes(root.file()),
                locked);
    }

    private static void approve(
            ApplicationContext service, Purl purl, byte[] content, List<LockedPackage> locked)
            throws IOException {
        var sha256 = service.getBean(BlobStore.class).put(content);
        var integrity =
                locked.stream()
                        .filter(each -> each.purl().equals(purl))
                        .findFirst()
                        .orElseThrow()
                        .integrity();
        var releases = service.getBean(ReleaseStore.class);
        var id = releases.add(purl).id();
        releases.fetched(id, sha256, integrity);
        service.getBean(VettingStore.class)
                .addArtifact(new VettingStore.Artifact(integrity, sha256, content.length));
        service.getBean(ClosureStore.class).keep(id, new Closure(purl, locked));
        releases.move(
                id, EnumSet.of(ReleaseState.REQUESTED), ReleaseState.APPROVED, "for a benchmark");
        releases.serve(id, Stage.PRODUCTION, Instant.now().plus(1, ChronoUnit.DAYS));
    }
}
