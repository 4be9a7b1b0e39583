package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleServerAuthority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** What keeps the service from starting is said in one sentence, with status 3. */
class ServeCommandTest {

    @TempDir Path folder;

    /**
     * What the log says of itself where another test's service logs while this one's sets the log
     * up, which they share.
     */
    private static final Pattern ATOP =
            Pattern.compile("(?m)^[0-9:,]+ \\|-WARN in Logger\\[.*No appenders present.*\\R");

    private record Ended(int status, String errors, String output) {}

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = serve("--port=" + taken.getLocalPort(), "--gate-port=0");
            assertThat(ended.errors())
                    .isEqualTo(
                            "assay: port "
                                    + taken.getLocalPort()
                                    + " is in use by another program; stop that one, or choose"
                                    + " another port with --port\n");
            assertThat(ended.output()).isEmpty();
            assertThat(ended.status()).isEqualTo(3);
        }
    }

    @Test
    void namesTheGatesPortThatIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = serve("--port=0", "--gate-port=" + taken.getLocalPort());
            assertThat(ended.errors())
                    .startsWith("assay: cannot listen on the gate's port " + taken.getLocalPort())
                    .endsWith("choose another with --gate-port\n")
                    .hasLineCount(1);
            assertThat(ended.output()).isEmpty();
            assertThat(ended.status()).isEqualTo(3);
        }
    }

    @Test
    void namesACertificateThatIsNotTheKeys() throws Exception {
        var authority = new SampleServerAuthority(Instant.now().minusSeconds(60));
        var end = Instant.now().plus(Duration.ofDays(1));
        var key = folder.resolve("key.pem");
        authority.issue(Instant.now().minusSeconds(60), end).writeTo(folder.resolve("old"), key);
        var chain = folder.resolve("chain.pem");
        Files.writeString(chain, authority.issue(Instant.now().minusSeconds(60), end).chain());
        System.setProperty("assay.tls.certificate", chain.toString());
        System.setProperty("assay.tls.key", key.toString());
        try {
            var ended = serve("--port=0", "--gate-port=0");
            assertThat(ended.errors())
                    .startsWith("assay: the key at " + key + " is not that of the certificate at ")
                    .hasLineCount(1);
            assertThat(ended.status()).isEqualTo(3);
        } finally {
            System.clearProperty("assay.tls.certificate");
            System.clearProperty("assay.tls.key");
        }
    }

    @Test
    void saysThatTheDataFolderIsNone() throws Exception {
        Files.writeString(folder.resolve("data"), "a file");
        var ended = serve("--port=0", "--gate-port=0");
        assertThat(ended.errors())
                .startsWith("assay: cannot write to the data folder " + folder.resolve("data"))
                .endsWith("choose another with --data\n")
                .hasLineCount(1);
        assertThat(ended.status()).isEqualTo(3);
    }

    @Test
    void saysThatOthersCouldReadTheKey() throws Exception {
        var key = folder.resolve("data/attestation/registry.key");
        Files.createDirectories(key.getParent());
        Files.writeString(key, "any");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        var ended = serve("--port=0", "--gate-port=0");

        assertThat(ended.errors())
                .startsWith("assay: the key for attestations at " + key + " is open to others")
                .contains("(rw-r--r--)")
                .contains("close it with chmod 600")
                .hasLineCount(1);
        assertThat(ended.status()).isEqualTo(3);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var unusable = serve("--port=0", "--gate-port=0");
        assertThat(unusable.errors())
                .startsWith("assay: the key for attestations at " + key + " cannot be used")
                .contains("assay.attestation.key")
                .hasLineCount(1);
        assertThat(unusable.status()).isEqualTo(3);
    }

    @Test
    void saysThatAnotherProcessHoldsTheDatabase() throws Exception {
        var database = folder.resolve("data/db/assay");
        Files.createDirectories(database.getParent());
        // Another process's lock, since H2 shares a file within one.
        var holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                Path.of(
                                                org.h2.Driver.class
                                                        .getProtectionDomain()
                                                        .getCodeSource()
                                                        .getLocation()
                                                        .toURI())
                                        .toString(),
                                "org.h2.tools.Shell",
                                "-url",
                                "jdbc:h2:file:" + database,
                                "-user",
                                "assay",
                                "-password",
                                "")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("holder.log").toFile())
                        .start();
        try {
            while (!Files.exists(Path.of(database + ".mv.db"))) {
                Thread.sleep(50);
            }
            var ended = serve("--port=0", "--gate-port=0");
            assertThat(ended.errors())
                    .startsWith("assay: the database in " + folder.resolve("data"))
                    .contains("in use by another process")
                    .hasLineCount(1);
            assertThat(ended.output()).isEmpty();
            assertThat(ended.status()).isEqualTo(3);
        } finally {
            holder.destroy();
            holder.waitFor();
        }
    }

    private Ended serve(String... options) {
        var errors = new ByteArrayOutputStream();
        var output = new ByteArrayOutputStream();
        var before = System.err;
        var outBefore = System.out;
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            var arguments = new String[options.length + 2];
            arguments[0] = "serve";
            arguments[1] = "--data=" + folder.resolve("data");
            System.arraycopy(options, 0, arguments, 2, options.length);
            var status = AssayCommand.commandLine().execute(arguments);
            return new Ended(
                    status,
                    ATOP.matcher(errors.toString(StandardCharsets.UTF_8)).replaceAll(""),
                    output.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
            System.setOut(outBefore);
        }
    }
}
