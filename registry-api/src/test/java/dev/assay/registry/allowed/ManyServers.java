package dev.assay.registry.allowed;

import dev.assay.inventory.tool.ToolClass;
import dev.assay.registry.export.ExportOutcome;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Writes 20,000 servers with ten tools and five hosts each in every format, within whatever heap it
 * is run with, and says how long each took. A program and no test: it takes minutes.
 */
final class ManyServers {

    private static final int MANY = 20_000;

    private ManyServers() {}

    public static void main(String[] arguments) throws Exception {
        AllowedSource source =
                (wish, taker) -> {
                    for (var i = 0; i < (wish.server() == null ? MANY : 1); i++) {
                        taker.take(server(i));
                    }
                    return new AllowedSource.Reading.Taken();
                };
        for (var format : Targets.from(source)) {
            var given = new HashMap<>(Targets.usual(format));
            given.put("leave-out", "unsayable");
            var count = new Counting();
            var begun = System.nanoTime();
            var outcome = Targets.write(format, given, count);
            System.out.printf(
                    "%-26s %6.1f MB %6d ms %s%n",
                    format.id(),
                    count.bytes / 1e6,
                    (System.nanoTime() - begun) / 1_000_000,
                    outcome instanceof ExportOutcome.Written ? "" : outcome);
        }
        System.out.printf("heap at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static AllowedServer server(int number) {
        var tools = new ArrayList<AllowedTool>();
        var hosts = new ArrayList<AllowedHost>();
        for (var i = 0; i < 10; i++) {
            tools.add(
                    SomeServers.tool(
                            "tool_" + i,
                            i < 8 ? ToolClass.READ : ToolClass.WRITE,
                            List.of(),
                            SomeServers.grant("agent-" + number, "client-" + number)));
        }
        for (var i = 0; i < 5; i++) {
            hosts.add(SomeServers.host("host-" + i + ".server-" + number + ".example.com"));
        }
        return SomeServers.server("@acme/server-" + number, "1.0.0", hosts, tools);
    }

    private static final class Counting extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int from, int length) {
            bytes += length;
        }
    }
}
