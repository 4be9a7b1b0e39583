package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Stage;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

final class AddressesTest {

    private static GateRequest askedAt(String host) {
        return new GateRequest(
                "GET",
                "/",
                "",
                Map.of("host", host)::get,
                InetAddress.ofLiteral("127.0.0.1"),
                new byte[0],
                Stage.PRODUCTION,
                "anonymous");
    }

    @Test
    void usesTheNameByWhichTheCallerFoundIt() {
        var addresses = Addresses.of(null, null, 8080, false);

        assertThat(addresses.gate(askedAt("npm.corp:8081"))).isEqualTo("http://npm.corp:8081/");
        assertThat(addresses.main(askedAt("npm.corp:8081"))).isEqualTo("http://npm.corp:8080/");
        assertThat(addresses.main(askedAt("[::1]:8081"))).isEqualTo("http://[::1]:8080/");
    }

    @Test
    void prefersWhatIsConfigured() {
        var addresses =
                Addresses.of(
                        URI.create("https://gate.example"),
                        URI.create("https://assay.example/"),
                        8080,
                        false);

        assertThat(addresses.gate(askedAt("other"))).isEqualTo("https://gate.example/");
        assertThat(addresses.main(askedAt("other"))).isEqualTo("https://assay.example/");
    }

    @Test
    void repeatsNothingThatIsNoHost() {
        var addresses = Addresses.of(null, null, 8080, false);

        for (var host : new String[] {"a/b", "a b", "x@y", "\"", "", "h:999999", "a\u202eb"}) {
            assertThat(addresses.gate(askedAt(host))).isEqualTo("http://localhost/");
        }
    }
}
