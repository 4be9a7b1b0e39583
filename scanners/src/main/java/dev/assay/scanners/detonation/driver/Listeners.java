package dev.assay.scanners.detonation.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The TCP ports on which something listens in this network namespace, each with the address of this
 * host at which it can be reached (proc_pid_net(5), {@code tcp} and {@code tcp6}).
 */
final class Listeners {

    private static final String LISTENING = "0A";
    private static final Path TABLE = Path.of("/proc/self/net/tcp");
    private static final Path TABLE_6 = Path.of("/proc/self/net/tcp6");
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";

    private Listeners() {}

    static Map<Integer, String> now() {
        return of(lines(TABLE), lines(TABLE_6));
    }

    /** What listens at both addresses is reached at the older one. */
    static Map<Integer, String> of(Collection<String> table, Collection<String> table6) {
        var ports = new TreeMap<Integer, String>();
        add(ports, table6);
        add(ports, table);
        return ports;
    }

    private static void add(Map<Integer, String> ports, Collection<String> table) {
        for (var line : table) {
            var columns = line.strip().split("\\s+");
            if (columns.length > 3 && columns[3].equals(LISTENING)) {
                var colon = columns[1].lastIndexOf(':');
                ports.put(
                        Integer.parseInt(columns[1].substring(colon + 1), 16),
                        columns[1].startsWith(LOOPBACK_6) ? "[::1]" : "127.0.0.1");
            }
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            // Without IPv6 there is one table.
            return List.of();
        }
    }
}
