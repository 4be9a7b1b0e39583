package dev.assay.inventory.store.s3;

import org.junit.jupiter.api.Assumptions;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real object store on this machine, one for each run of the tests; it ends with them. */
final class S3Proxy {

    static final S3Place.Key KEY = new S3Place.Key("tests", "a-secret-of-tests");

    private static S3Proxy running;

    private final URI endpoint;

    private S3Proxy(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Skips the test where there is none: the build copies it beside the classes. */
    static synchronized S3Proxy running() throws Exception {
        var jar = Path.of("target", "s3proxy.jar");
        Assumptions.assumeTrue(Files.exists(jar), "there is no " + jar + "; mvn puts it there");
        if (running == null) {
            running = start(jar);
        }
        return running;
    }

    private static S3Proxy start(Path jar) throws Exception {
        var folder = Files.createTempDirectory("s3proxy");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var endpoint = URI.create("http://127.0.0.1:" + port);
        Files.createDirectories(folder.resolve("data"));
        var settings =
                Files.write(
                        folder.resolve("s3proxy.conf"),
                        List.of(
                                "s3proxy.endpoint=" + endpoint,
                                "s3proxy.authorization=aws-v2-or-v4",
                                "s3proxy.identity=" + KEY.id(),
                                "s3proxy.credential=" + KEY.secret(),
                                "jclouds.provider=filesystem-nio2",
                                "jclouds.identity=any",
                                "jclouds.credential=any",
                                "jclouds.filesystem.basedir=" + folder.resolve("data")));
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-jar",
                                jar.toString(),
                                "--properties",
                                settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        for (var tries = 0; tries < 300; tries++) {
            try (var _ = new Socket("127.0.0.1", port)) {
                return new S3Proxy(endpoint);
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new AssertionError(Files.readString(folder.resolve("log")));
                }
                Thread.sleep(100);
            }
        }
        throw new AssertionError("it does not listen: " + Files.readString(folder.resolve("log")));
    }

    URI endpoint() {
        return endpoint;
    }

    /** A new bucket. */
    S3Place bucket(String name) {
        try (var client = client()) {
            client.createBucket(request -> request.bucket(name));
        }
        return place(name, endpoint, KEY);
    }

    static S3Place place(String bucket, URI endpoint, S3Place.Key key) {
        return new S3Place(
                bucket, "some/where", endpoint, "us-east-1", true, key, Duration.ofMillis(700));
    }

    /** As anybody else talks to it. */
    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(KEY.id(), KEY.secret())))
                .build();
    }
}
