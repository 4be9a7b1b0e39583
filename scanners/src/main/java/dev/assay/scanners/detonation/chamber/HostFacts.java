package dev.assay.scanners.detonation.chamber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of this process and of what it allows. */
final class HostFacts {

    private static final String ALLOW = "Allow user namespaces: ";

    private HostFacts() {}

    /** Whether this process is root and may become {@link OuterCommand#USER}. */
    static boolean canBecomeAnother() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                    && Files.readAllLines(Path.of("/proc/self/uid_map")).stream()
                            .anyMatch(HostFacts::covers);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Why no user namespace can be made; null where nothing is known to be against it. */
    static @Nullable NotIsolated noUserNamespaces() {
        if (says("/proc/sys/user/max_user_namespaces", "0")) {
            return new NotIsolated(
                    "user namespaces are off on this host (user.max_user_namespaces is 0)",
                    ALLOW + "sysctl user.max_user_namespaces=10000");
        }
        if (says("/proc/sys/kernel/unprivileged_userns_clone", "0")) {
            return new NotIsolated(
                    "user namespaces are for root alone on this host"
                            + " (kernel.unprivileged_userns_clone is 0)",
                    ALLOW + "sysctl kernel.unprivileged_userns_clone=1");
        }
        return null;
    }

    private static boolean says(String file, String value) {
        try {
            return Files.readString(Path.of(file)).strip().equals(value);
        } catch (IOException e) {
            return false;
        }
    }

    /** A line of a map: the first number inside, the first outside, how many. */
    private static boolean covers(String line) {
        var numbers = line.strip().split("\\s+");
        var first = Long.parseLong(numbers[0]);
        return first <= OuterCommand.USER && OuterCommand.USER < first + Long.parseLong(numbers[2]);
    }
}
