package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.oci.ImageDescription.Distribution;
import dev.assay.scanners.artifact.oci.ImageDescription.OsPackage;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the package databases of an image's distribution say: which packages are installed, and
 * which files they brought with which checksum. It is the image's own word, so it counts where
 * distributions put files and nowhere else, and a file that is not what it says is looked into like
 * any other.
 */
final class OsDatabase {

    private static final Pattern FILES =
            Pattern.compile(
                    "var/lib/dpkg/status|var/lib/dpkg/status\\.d/[^/]+"
                            + "|var/lib/dpkg/info/[^/]+\\.md5sums|lib/apk/db/installed"
                            + "|usr/lib/apk/db/installed");
    private static final Pattern RPM =
            Pattern.compile(
                    "(?:var/lib/rpm|usr/lib/sysimage/rpm|usr/share/rpm)/"
                            + "(rpmdb\\.sqlite|Packages\\.db|Packages)|var/lib/rpmmanifest/.+");
    private static final Map<String, String> RPM_FORMS =
            Map.of("rpmdb.sqlite", "SQLite", "Packages.db", "ndb", "Packages", "Berkeley DB");
    private static final Pattern RELEASE = Pattern.compile("(?:usr/lib|etc)/os-release");
    private static final Pattern PLACES =
            Pattern.compile("(?:usr/(?!local/|src/)|bin/|sbin/|lib\\d*/|etc/|var/|opt/\\w+/).*");
    private static final Pattern FIELD =
            Pattern.compile("(?m)^(Package|Version|Status|Source): *(.*)$");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?: +\\((\\S+)\\))?");
    private static final Pattern SAID =
            Pattern.compile("(?m)^(ID|VERSION_ID)=[\"']?([A-Za-z0-9._-]{1,50})[\"']?\\s*$");
    private static final int MOST_PACKAGES = 20_000;

    private final SortedMap<String, OsPackage> packages = new TreeMap<>();
    private @Nullable Distribution distribution;
    private final Map<String, String> checksums = new HashMap<>();
    private final Map<String, StringBuilder> listed = new HashMap<>();

    /** Whether a file is one of a package database. */
    static boolean isPart(String path) {
        return FILES.matcher(path).matches();
    }

    /** The databases of RPM among an image's paths, each with why it is not read. */
    static Map<String, String> unread(Collection<String> paths) {
        var unread = new TreeMap<String, String>();
        for (var path : paths) {
            var rpm = RPM.matcher(path);
            if (rpm.matches()) {
                var form =
                        rpm.group(1) == null ? "a list" : RPM_FORMS.getOrDefault(rpm.group(1), "");
                unread.put(
                        path,
                        "it is RPM's database ("
                                + form
                                + "), which is not read: its packages are not named, and their"
                                + " files are looked into like any other");
            }
        }
        return unread;
    }

    /** Whether a file is read for the database, be it one of it or what names the distribution. */
    static boolean isRead(String path) {
        return isPart(path) || RELEASE.matcher(path).matches();
    }

    /** Reads the files of {@link #isRead} that an image has, by path. */
    static OsDatabase read(SortedMap<String, byte[]> files) {
        var database = new OsDatabase();
        // The one in etc is what counts; mostly it is a link to the other.
        for (var path : List.of("usr/lib/os-release", "etc/os-release")) {
            var bytes = files.get(path);
            if (bytes != null) {
                database.release(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        files.forEach(
                (path, bytes) -> {
                    var text = new String(bytes, StandardCharsets.UTF_8);
                    if (path.endsWith(".md5sums")) {
                        database.md5sums(path, text);
                    } else if (path.endsWith("apk/db/installed")) {
                        database.alpine(text);
                    }
                });
        files.forEach(
                (path, bytes) -> {
                    if (path.contains("dpkg/status") && !path.endsWith(".md5sums")) {
                        database.debian(new String(bytes, StandardCharsets.UTF_8));
                    }
                });
        return database;
    }

    /** What the image says its distribution is; null where it does not. */
    @Nullable Distribution distribution() {
        return distribution;
    }

    List<OsPackage> packages() {
        return new ArrayList<>(packages.values());
    }

    /** The paths that packages brought, as their databases write them. */
    Map<String, String> checksums() {
        return checksums;
    }

    /** Whether a file is what a checksum says. */
    static boolean matches(byte[] bytes, String checksum) {
        try {
            return checksum.startsWith("sha1:")
                    ? HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-1").digest(bytes))
                            .equals(checksum.substring("sha1:".length()))
                    : HexFormat.of()
                            .formatHex(MessageDigest.getInstance("MD5").digest(bytes))
                            .equals(checksum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5 and SHA-1", e);
        }
    }

    private void release(String text) {
        var said = new HashMap<String, String>();
        var line = SAID.matcher(text);
        while (line.find()) {
            said.put(line.group(1), line.group(2));
        }
        var id = said.get("ID");
        distribution =
                id == null
                        ? null
                        : new Distribution(
                                id.toLowerCase(Locale.ROOT), said.getOrDefault("VERSION_ID", ""));
    }

    private void debian(String text) {
        for (var stanza : text.split("\n\n")) {
            var fields = new HashMap<String, String>();
            var field = FIELD.matcher(stanza);
            while (field.find()) {
                fields.putIfAbsent(field.group(1), field.group(2).strip());
            }
            var name = fields.getOrDefault("Package", "");
            if (!name.isEmpty()
                    && fields.getOrDefault("Status", "ok installed").endsWith(" installed")) {
                var version = fields.getOrDefault("Version", "");
                var source = SOURCE.matcher(fields.getOrDefault("Source", name));
                var isSaid = source.matches();
                var sourceVersion = isSaid ? source.group(2) : null;
                add(
                        "deb",
                        name,
                        version,
                        isSaid ? source.group(1) : name,
                        sourceVersion == null ? version : sourceVersion);
            }
        }
    }

    /** Also of distroless images, which keep them beside the status of a package. */
    private void md5sums(String path, String text) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        var name = file.substring(0, file.length() - ".md5sums".length()).split(":")[0];
        for (var line : text.split("\n")) {
            if (line.length() > 34 && line.substring(0, 32).matches("[0-9a-f]{32}")) {
                put(name, line.substring(32).strip(), line.substring(0, 32));
            }
        }
    }

    private void alpine(String text) {
        var name = "";
        var version = "";
        var origin = "";
        var folder = "";
        var file = "";
        for (var line : (text + "\n\n").split("\n", -1)) {
            var value = line.length() > 2 ? line.substring(2) : "";
            switch (line.length() > 1 ? line.substring(0, 2) : "") {
                case "P:" -> name = value;
                case "V:" -> version = value;
                case "o:" -> origin = value;
                case "F:" -> folder = value;
                case "R:" -> file = folder.isEmpty() ? value : folder + "/" + value;
                case "Z:" -> {
                    if (value.startsWith("Q1")) {
                        put(name, file, "sha1:" + hex(value.substring(2)));
                    }
                }
                case "" -> {
                    if (!name.isEmpty()) {
                        add("apk", name, version, origin.isEmpty() ? name : origin, version);
                    }
                    name = "";
                    origin = "";
                }
                default -> {}
            }
        }
    }

    private static String hex(String base64) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void put(String name, String path, String checksum) {
        if (PLACES.matcher(path).matches() && !path.contains("/node_modules/")) {
            checksums.put(path, checksum);
        }
        listed.computeIfAbsent(name, any -> new StringBuilder())
                .append(path)
                .append(' ')
                .append(checksum)
                .append('\n');
    }

    private void add(
            String kind, String name, String version, String source, String sourceVersion) {
        if (packages.size() < MOST_PACKAGES) {
            var files = listed.getOrDefault(name, new StringBuilder()).toString();
            packages.put(
                    kind + ":" + name,
                    new OsPackage(
                            kind,
                            name,
                            version,
                            source,
                            sourceVersion,
                            Sha256.of(files.getBytes(StandardCharsets.UTF_8))
                                    .hex()
                                    .substring(0, 16)));
        }
    }
}
