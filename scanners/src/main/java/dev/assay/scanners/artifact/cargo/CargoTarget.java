package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The platform that a closure is for, by its triple and what {@code rustc --print cfg} says of it.
 *
 * @param triple for example {@code x86_64-unknown-linux-gnu}
 * @param flags names that hold by themselves ({@code unix})
 * @param values of names that have one
 */
public record CargoTarget(String triple, Set<String> flags, Map<String, Set<String>> values) {

    public static final String DEFAULT = "x86_64-unknown-linux-gnu";

    private static final Pattern TRIPLE = Pattern.compile("[a-z0-9_.]+(-[a-z0-9_.]+){1,3}");

    public CargoTarget {
        flags = Set.copyOf(flags);
        values = Map.copyOf(values);
    }

    /**
     * Reads a triple.
     *
     * @param triple null for the default
     * @throws IllegalArgumentException when it is none whose conditions are known
     */
    public static CargoTarget of(@Nullable String triple) {
        var text = triple == null || triple.isBlank() ? DEFAULT : triple.strip();
        var parts = text.split("-");
        var system = parts.length > 2 ? parts[2] : parts.length > 1 ? parts[1] : "";
        var os = system.equals("darwin") ? "macos" : system;
        if (!TRIPLE.matcher(text).matches()
                || !Set.of("linux", "macos", "windows", "freebsd").contains(os)) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no platform that is known; write one as "
                            + DEFAULT
                            + ", of linux, darwin, windows or freebsd");
        }
        var abi = parts.length > 3 ? parts[3] : "";
        var arch =
                switch (parts[0]) {
                    case "i586", "i686" -> "x86";
                    case "armv7", "arm", "armv6" -> "arm";
                    case "powerpc64le" -> "powerpc64";
                    case "riscv64gc" -> "riscv64";
                    default -> parts[0];
                };
        var windows = os.equals("windows");
        var flags = new HashSet<>(Set.of(windows ? "windows" : "unix", "panic_unwind"));
        var wide = arch.endsWith("64") || arch.equals("s390x");
        return new CargoTarget(
                text,
                flags,
                Map.of(
                        "target_os", Set.of(os),
                        "target_family", Set.of(windows ? "windows" : "unix"),
                        "target_arch", Set.of(arch),
                        "target_env",
                                Set.of(
                                        abi.startsWith("gnu")
                                                ? "gnu"
                                                : abi.startsWith("musl")
                                                        ? "musl"
                                                        : abi.startsWith("msvc") ? "msvc" : ""),
                        "target_vendor",
                                Set.of(
                                        parts.length > 3 || parts.length == 3
                                                ? parts[1]
                                                : "unknown"),
                        "target_pointer_width", Set.of(wide ? "64" : "32"),
                        "target_endian",
                                Set.of(
                                        arch.equals("s390x")
                                                        || parts[0].equals("powerpc64")
                                                        || parts[0].equals("powerpc")
                                                ? "big"
                                                : "little"),
                        "target_has_atomic",
                                wide
                                        ? Set.of("8", "16", "32", "64", "ptr")
                                        : Set.of("8", "16", "32", "ptr"),
                        "target_abi", Set.of(abi.endsWith("eabihf") ? "eabihf" : ""),
                        "panic", Set.of("unwind")));
    }

    @Override
    public String toString() {
        return triple;
    }
}
