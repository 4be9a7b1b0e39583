package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.cargo.IndexEntry;

import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The versions that a crate's own {@code Cargo.lock} names. It says what {@code cargo install
 * --locked} takes.
 *
 * @param checksums of what comes from registries, by name and version; empty texts where it has
 *     none
 */
record CargoLock(Map<String, String> checksums) {

    static final CargoLock NONE = new CargoLock(Map.of());

    private static final TomlMapper TOML = new TomlMapper();
    private static final int LARGEST = 8 << 20;

    CargoLock {
        checksums = Map.copyOf(checksums);
    }

    /** Reads a file; {@link #NONE} where it cannot be read, as where there is none. */
    static CargoLock parse(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return NONE;
        }
        try {
            var found = new HashMap<String, String>();
            var root = TOML.readTree(new String(bytes, StandardCharsets.UTF_8));
            for (var each : root.path("package")) {
                var source = each.path("source").asString("");
                if (source.startsWith("registry+") || source.startsWith("sparse+")) {
                    found.put(
                            each.path("name").asString("")
                                    + " "
                                    + each.path("version").asString(""),
                            each.path("checksum").asString(""));
                }
            }
            return new CargoLock(found);
        } catch (JacksonException e) {
            return NONE;
        }
    }

    boolean isEmpty() {
        return checksums.isEmpty();
    }

    /**
     * Whether it names a version.
     *
     * @throws StoppedException where it names other bytes under it than the index does
     */
    boolean has(IndexEntry entry) {
        var checksum = checksums.get(entry.name() + " " + entry.version());
        if (checksum != null && !checksum.isEmpty() && !checksum.equals(entry.checksum().hex())) {
            throw StoppedException.contradiction(
                    "its Cargo.lock says that "
                            + entry
                            + " has the checksum "
                            + checksum
                            + ", and the index that it has "
                            + entry.checksum().hex());
        }
        return checksum != null;
    }
}
