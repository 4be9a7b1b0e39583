package dev.assay.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for loopback, made on the spot by the JDK's own tool.
 *
 * @param server what a server on loopback shows
 * @param trust a PKCS #12 file that trusts it, with {@value #PASSWORD} as its password
 */
public record SampleTls(SSLContext server, Path trust) {

    public static final String PASSWORD = "changeit";

    public static SampleTls in(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        var keys = folder.resolve("keys.p12");
        var certificate = folder.resolve("certificate.pem");
        var trust = folder.resolve("trust.p12");
        keytool(
                List.of(
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        keys.toString()));
        keytool(
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-file",
                        certificate.toString(),
                        "-keystore",
                        keys.toString()));
        keytool(
                List.of(
                        "-importcert",
                        "-noprompt",
                        "-file",
                        certificate.toString(),
                        "-keystore",
                        trust.toString()));
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new SampleTls(context, trust);
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-alias", "server", "-storepass", PASSWORD, "-storetype", "PKCS12"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    /** Has this process, and what it starts, trust it until the answer is closed. */
    public AutoCloseable trusted() {
        var before = System.getProperty("javax.net.ssl.trustStore");
        System.setProperty("javax.net.ssl.trustStore", trust.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        return () -> {
            System.clearProperty("javax.net.ssl.trustStorePassword");
            if (before == null) {
                System.clearProperty("javax.net.ssl.trustStore");
            } else {
                System.setProperty("javax.net.ssl.trustStore", before);
            }
            Files.deleteIfExists(trust);
        };
    }
}
