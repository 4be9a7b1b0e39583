package dev.assay.scanners.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Loopback addresses are the world here, and 127.0.0.2 is what lies inside of our network. */
class AbroadTest {

    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.2");
    private static final UpstreamSettings ONE_TRY =
            new UpstreamSettings(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    List.of(),
                    3);

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> reached = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(each -> each.stop(0));
    }

    @Test
    void anUpstreamOutsideMayLeadToOtherHostsOutside() throws Exception {
        var upstream = server("127.0.0.1", null);
        var other = server("127.0.0.3", null);
        assertThat(sent(other, upstream)).isInstanceOf(Answered.class);
        assertThat(reached).containsExactly("127.0.0.3");
    }

    @Test
    void anUpstreamOutsideLeadsNowhereInside() throws Exception {
        var upstream = server("127.0.0.1", null);
        var inside = server("127.0.0.2", null);
        assertThat(sent(inside, upstream))
                .isEqualTo(
                        new Away(
                                "127.0.0.1 leads to 127.0.0.2, which is 127.0.0.2: an upstream"
                                        + " outside of your network may not lead into it",
                                null));
        assertThat(reached).isEmpty();
    }

    @Test
    void norDoesItWhenItRedirects() throws Exception {
        var inside = server("127.0.0.2", null);
        var upstream = server("127.0.0.1", inside);
        assertThat(sent(upstream, null)).isInstanceOf(Away.class);
        assertThat(reached).containsExactly("127.0.0.1");
    }

    @Test
    void norDoesAHostThatItLeadsTo() throws Exception {
        var inside = server("127.0.0.2", null);
        var other = server("127.0.0.3", inside);
        assertThat(sent(other, server("127.0.0.1", null))).isInstanceOf(Away.class);
        assertThat(reached).containsExactly("127.0.0.3");
    }

    @Test
    void anUpstreamInsideMayLeadAnywhere() throws Exception {
        var upstream = server("127.0.0.2", null);
        var beside = server("127.0.0.2", null);
        assertThat(sent(beside, upstream)).isInstanceOf(Answered.class);
        assertThat(sent(server("127.0.0.3", null), upstream)).isInstanceOf(Answered.class);
    }

    @Test
    void whatSettingsNameIsGoneToWhereverItIs() throws Exception {
        assertThat(sent(server("127.0.0.2", null), null)).isInstanceOf(Answered.class);
    }

    /**
     * It is outside when it is looked at, and inside when it is connected to. The name is the
     * machine's own: the JDK knows {@code localhost} even where no name service does.
     */
    @Test
    void aNameWithAnotherAddressAtTheSecondLookReachesNothing() throws Exception {
        var own = InetAddress.getLocalHost();
        var server = server(own.getHostAddress(), null);
        var rebound = URI.create("http://" + own.getHostName() + ":" + server.getPort() + "/");
        var looks = new CopyOnWriteArrayList<Boolean>();
        Predicate<InetAddress> atFirst =
                address -> {
                    if (address.getHostAddress().equals("127.0.0.3")) {
                        return true;
                    }
                    looks.add(looks.isEmpty());
                    return looks.getLast();
                };
        assertThat(sent(rebound, URI.create("http://127.0.0.3/"), atFirst))
                .isInstanceOf(Away.class);
        assertThat(looks).hasSizeGreaterThan(1);
        assertThat(reached).isEmpty();
        // What was refused to one is not unknown to the others.
        assertThat(sent(rebound, null, atFirst)).isInstanceOf(Answered.class);
    }

    @Test
    void theNameServiceIsTheOneOfThisProcess() {
        assertThat(PublicAddresses.hold()).isTrue();
    }

    private UpstreamOutcome sent(URI address, URI namedBy) throws InterruptedException {
        return sent(address, namedBy, each -> !each.equals(INSIDE));
    }

    private static UpstreamOutcome sent(URI address, URI namedBy, Predicate<InetAddress> outside)
            throws InterruptedException {
        var request = UpstreamRequest.get(address, Map.of(), null, 1000);
        try (var client =
                new UpstreamClient("test", ONE_TRY, any -> true, OwnPackages.NONE, outside)) {
            return client.send(namedBy == null ? request : request.namedBy(namedBy));
        }
    }

    private URI server(String address, URI redirect) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    reached.add(address);
                    if (redirect != null) {
                        exchange.getResponseHeaders().set("Location", redirect.toString());
                    }
                    exchange.sendResponseHeaders(redirect == null ? 200 : 302, -1);
                    exchange.close();
                });
        server.start();
        servers.add(server);
        return URI.create("http://" + address + ":" + server.getAddress().getPort() + "/");
    }
}
