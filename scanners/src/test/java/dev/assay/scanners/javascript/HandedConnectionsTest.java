package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through connections that are handed in, and transports that are given an address. */
class HandedConnectionsTest {

    @Test
    void requestLaidOutForAConnectionThatIsHandedInIsRead() {
        var sample =
                Sample.of(
                        """
                        export async function sync(connection, params) {
                          const body = JSON.stringify({status: params.status});
                          return connection.request({method: 'POST', url: '/items/' + params.id, body});
                        }
                        export const report = (connection) =>
                          connection.request({method: 'POST', url: 'https://api.vendor.dev/x', body: '{}'});
                        """);

        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).contains("request status");
        assertThat(sample.contacted()).containsExactly("api.vendor.dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export const f = (client) => client.request({method: 'tools/list', url: 'https://api.vendor.dev'})",
                "export const f = (client) => client.request({method: 'POST', body: 'x'})",
                "class A { request(o) { return o } f() { return this.request({method: 'POST', url: 'https://api.vendor.dev'}) } } export default A",
            })
    void whatIsNoRequestToAnAddressGoesNowhere(String code) {
        assertThat(Sample.of(code).contacted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "async function run({url = new URL(process.env.MCP_URL ?? BASE)} = {}) { return new StreamableHTTPClientTransport(url) } run()",
                "async function run({url = new URL(process.env.MCP_URL ?? BASE), stdin = process.stdin} = {}) { const t = new StreamableHTTPClientTransport(url); await t.start() } export {run}",
                "async function run({url = BASE}) { return new StreamableHTTPClientTransport(new URL(url)) } run({})",
                "const run = ({url} = {url: BASE}) => new StreamableHTTPClientTransport(new URL(url)); run()",
                "function run(url = BASE) { return new StreamableHTTPClientTransport(new URL(url)) } run()",
            })
    void addressByDefaultOfWhatIsHandedInIsContacted(String code) {
        assertThat(
                        Sample.of(
                                        "import {StreamableHTTPClientTransport} from '@modelcontextprotocol/client';"
                                                + " const BASE = 'https://api.vendor.dev/mcp';"
                                                + code)
                                .contacted())
                .containsExactly("api.vendor.dev");
    }
}
