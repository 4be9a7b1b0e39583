package dev.assay.web.nodes;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.web.AssayApplication;
import dev.assay.web.SomeAnswers;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Several nodes over one PostgreSQL and one folder of bytes, with releases at their gates. */
final class Cluster implements AutoCloseable {

    static final String LOGIN = "sam";
    static final String PASSWORD = "correct horse battery";

    private final Path folder;
    private final Path bytes;
    private final Postgresql database;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Id> ids = new ArrayList<>();
    private String token;

    private Cluster(Path folder) throws IOException {
        this.folder = folder;
        bytes = Files.createDirectories(folder.resolve("bytes"));
        database = new Postgresql(folder.resolve("postgresql"));
    }

    /**
     * Starts them and waits until each serves.
     *
     * @param settings what all have in common, as environment variables
     */
    static Cluster start(Path folder, int nodes, int releases, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(folder, nodes, releases, settings, url -> url);
    }

    /**
     * The same.
     *
     * @param way makes of the database's address the one that nodes are given
     */
    static Cluster start(
            Path folder,
            int nodes,
            int releases,
            Map<String, String> settings,
            UnaryOperator<String> way)
            throws IOException, InterruptedException {
        var cluster = new Cluster(folder);
        try {
            cluster.database.start();
            cluster.approve(releases);
            cluster.startNodes(nodes, settings, way);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void startNodes(int count, Map<String, String> settings, UnaryOperator<String> way)
            throws IOException, InterruptedException {
        var all = new HashMap<>(settings);
        all.put("SPRING_DATASOURCE_URL", way.apply(database.url()));
        all.put("SPRING_DATASOURCE_USERNAME", "postgres");
        all.put(
                "ASSAY_ATTESTATION_KEY",
                folder.resolve("first/attestation/registry.key").toString());
        all.putIfAbsent("ASSAY_UPSTREAM_NPM_URL", "http://127.0.0.1:9/");
        for (var each = 1; each <= count; each++) {
            // On a machine of its own each would have that one's name.
            all.put("DBSCHEDULER_SCHEDULERNAME", "node-" + each);
            var node =
                    new Node(
                            Files.createDirectories(folder.resolve("node-" + each)),
                            Map.copyOf(all));
            Files.createDirectories(node.data());
            Files.createSymbolicLink(node.data().resolve("blobs"), bytes);
            nodes.add(node);
            node.start();
        }
        for (var each : nodes) {
            each.awaitServed(path(0));
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    Postgresql database() {
        return database;
    }

    /** Of a token for production. */
    String token() {
        return token;
    }

    /** Where a gate has the bytes of a release, by its number from 0. */
    static String path(int number) {
        return "npm/nodes-probe/-/nodes-probe-1.0.%d.tgz".formatted(number);
    }

    /** The record of a release, by its number from 0. */
    Id id(int number) {
        return ids.get(number);
    }

    /**
     * Asks a node to revoke a release.
     *
     * @return the status of its answer
     */
    int revoke(Node node, int number) throws IOException, InterruptedException {
        return revoked(node, ids.get(number));
    }

    static int revoked(Node node, Id release) throws IOException, InterruptedException {
        return Asked.post(
                node.pages().resolve("api/v1/releases/" + release + "/decisions"),
                LOGIN,
                PASSWORD,
                "{\"kind\": \"revoke\", \"reason\": \"it is tried whether all hear of it\"}");
    }

    /**
     * Asks a node for a release.
     *
     * @return the status of its answer
     */
    int request(Node node, Purl purl) throws IOException, InterruptedException {
        return requested(node, purl);
    }

    static int requested(Node node, Purl purl) throws IOException, InterruptedException {
        return Asked.post(
                node.pages().resolve("api/v1/requests"),
                LOGIN,
                PASSWORD,
                new JsonMapper()
                        .writeValueAsString(
                                Map.of(
                                        "purl",
                                        purl.toString(),
                                        "domains",
                                        List.of(),
                                        "answers",
                                        SomeAnswers.harmless("to be vetted", "nodes"))));
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(Node::close);
        database.close();
    }

    /** Puts releases at the gate, and a person who may revoke them, by a service that then ends. */
    private void approve(int releases) throws IOException {
        var data = Files.createDirectories(folder.resolve("first"));
        Files.createSymbolicLink(data.resolve("blobs"), bytes);
        try (var first =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--db-scheduler.enabled=false",
                                "--assay.data-directory=" + data,
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=postgres",
                                "--assay.upstream.npm.url=http://127.0.0.1:9/")) {
            var sam =
                    (AccountOutcome.Done)
                            first.getBean(Accounts.class)
                                    .create(
                                            "test",
                                            LOGIN,
                                            "Sam Security",
                                            Set.of(Role.SECURITY, Role.REQUESTER),
                                            PASSWORD);
            token =
                    ((TokenOutcome.Made)
                                    first.getBean(Tokens.class)
                                            .make(
                                                    LOGIN,
                                                    sam.account(),
                                                    "a build",
                                                    Set.of(TokenScope.GATE_READ),
                                                    Stage.PRODUCTION,
                                                    30))
                            .secret();
            for (var each = 0; each < releases; each++) {
                var purl = Purl.npm("nodes-probe", "1.0." + each);
                ids.add(approved(first, purl, purl.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** Puts a release of one package at the gate, as vetting and an approval would have done. */
    static Id approved(ApplicationContext service, Purl purl, byte[] content) throws IOException {
        var sha256 = service.getBean(BlobStore.class).put(content);
        var integrity = integrity(content);
        var releases = service.getBean(ReleaseStore.class);
        var id = releases.add(purl).id();
        releases.fetched(id, sha256, integrity);
        service.getBean(VettingStore.class)
                .addArtifact(new VettingStore.Artifact(integrity, sha256, content.length));
        service.getBean(ClosureStore.class)
                .keep(
                        id,
                        new Closure(
                                purl,
                                List.of(new LockedPackage("", purl, integrity, false, "{}"))));
        releases.move(
                id, EnumSet.of(ReleaseState.REQUESTED), ReleaseState.APPROVED, "for this test");
        releases.serve(id, Stage.PRODUCTION, Instant.now().plus(1, ChronoUnit.DAYS));
        return id;
    }

    private static Integrity integrity(byte[] bytes) {
        try {
            return Integrity.ofSha512(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
