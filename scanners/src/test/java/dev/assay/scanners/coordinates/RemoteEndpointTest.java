package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://mcp.example.com/v1/mcp, pkg:generic/https/mcp.example.com/v1/mcp@1.0.0",
        "HTTPS://MCP.Example.com:443/mcp/, pkg:generic/https/mcp.example.com/mcp@1.0.0",
        "https://mcp.example.com, pkg:generic/https/mcp.example.com@1.0.0",
        "http://127.0.0.1:8080/mcp, pkg:generic/http/127.0.0.1:8080/mcp@1.0.0"
    })
    void anAddressIsAPackageUrlAndBack(String address, String purl) {
        var endpoint = RemoteEndpoint.parse(address);

        assertThat(endpoint.purl("1.0.0").toString().replace("%3A", ":")).isEqualTo(purl);
        assertThat(RemoteEndpoint.of(Purl.parse(endpoint.purl("1.0.0").toString())))
                .contains(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/mcp",
                "https:///mcp",
                "https://user:secret@example.com/mcp",
                "https://example.com/mcp?key=1",
                "https://example.com/mcp#part",
                "mcp.example.com",
                "https://exa mple.com"
            })
    void whatIsNoAddressOfAServerIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> RemoteEndpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write https://mcp.example.com/mcp");
    }

    @Test
    void otherGenericPackagesAreNoRemoteServers() {
        assertThat(RemoteEndpoint.of(Purl.parse("pkg:generic/openssl@1.0.0"))).isEmpty();
        assertThat(RemoteEndpoint.of(Purl.parse("pkg:generic/httpsfoo/openssl@1.0.0"))).isEmpty();
    }
}
