package dev.assay.scanners.detonation.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListenersTest {

    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue";

    @Test
    void what_is_connected_is_no_listener() {
        var table =
                List.of(
                        HEAD,
                        "   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000",
                        "   1: 0100007F:0BB9 0100007F:D431 01 00000000:00000000 00:00000000");

        assertThat(Listeners.of(table, List.of())).containsExactly(Map.entry(3000, "127.0.0.1"));
    }

    @Test
    void what_listens_at_the_loopback_address_of_ipv6_alone_is_reached_there() {
        var table =
                List.of(
                        HEAD,
                        "   0: 00000000000000000000000001000000:1F90"
                                + " 00000000000000000000000000000000:0000 0A",
                        "   1: 00000000000000000000000000000000:1F91"
                                + " 00000000000000000000000000000000:0000 0A");

        assertThat(Listeners.of(List.of(HEAD), table))
                .containsExactly(Map.entry(8080, "[::1]"), Map.entry(8081, "127.0.0.1"));
    }

    @Test
    void a_listener_of_this_process_is_among_those_of_now() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(Listeners.now()).containsEntry(listener.getLocalPort(), "127.0.0.1");
        }
    }
}
