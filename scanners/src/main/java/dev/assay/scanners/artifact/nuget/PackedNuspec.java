package dev.assay.scanners.artifact.nuget;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes out of a package what says what it needs, and nothing else. */
public final class PackedNuspec {

    private static final String ENDING = ".nuspec";
    private static final String SIGNATURE = ".signature.p7s";
    private static final int MOST_ENTRIES = 50_000;
    private static final Pattern MCP_NAME =
            Pattern.compile("mcp-name:[ \\t]*([A-Za-z0-9.-]{1,100}/[A-Za-z0-9._-]{1,100})");

    private PackedNuspec() {}

    /**
     * What a package says of itself.
     *
     * @param settings of .NET tools ({@code DotnetToolSettings.xml}), by path
     * @param mcpName what its README says that it is called among MCP servers, which is how the
     *     official registry verifies that; null where it says nothing or too much
     */
    public record Packed(Nuspec nuspec, Map<String, byte[]> settings, @Nullable String mcpName) {

        public Packed {
            settings = Map.copyOf(settings);
        }
    }

    /** The names at the top of a package that NuGet takes for its manifest. */
    public static List<String> names(Iterable<String> paths) {
        var names = new ArrayList<String>();
        for (var path : paths) {
            if (path.indexOf('/') < 0 && path.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
                names.add(path);
            }
        }
        return names;
    }

    /**
     * Reads a package.
     *
     * @throws IOException when it is damaged, or has not exactly one manifest, for people
     */
    public static Packed read(Path nupkg) throws IOException {
        try (var zip = ZipFile.builder().setPath(nupkg).get()) {
            var entries = Collections.list(zip.getEntries());
            if (entries.size() > MOST_ENTRIES) {
                throw new IOException("it has more than " + MOST_ENTRIES + " entries");
            }
            var manifests = names(entries.stream().map(ZipArchiveEntry::getName)::iterator);
            if (manifests.size() != 1) {
                throw new IOException("it has " + manifests.size() + " manifests at its top");
            }
            var settings = new TreeMap<String, byte[]>();
            for (var entry : entries) {
                if (entry.getName().endsWith("/DotnetToolSettings.xml")) {
                    settings.put(entry.getName(), bytes(zip, entry));
                }
            }
            var nuspec = Nuspec.read(bytes(zip, zip.getEntry(manifests.getFirst())));
            return new Packed(nuspec, settings, mcpName(zip, nuspec));
        } catch (IllegalArgumentException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * The manifest's bytes alone.
     *
     * @throws IOException as {@link #read}
     */
    public static byte[] manifest(Path nupkg) throws IOException {
        try (var zip = ZipFile.builder().setPath(nupkg).get()) {
            var entries = Collections.list(zip.getEntries());
            var manifests = names(entries.stream().map(ZipArchiveEntry::getName)::iterator);
            if (manifests.size() != 1) {
                throw new IOException("it has " + manifests.size() + " manifests at its top");
            }
            return bytes(zip, zip.getEntry(manifests.getFirst()));
        }
    }

    /**
     * The size of the signature in a package, by its author or by the repository; empty where there
     * is none.
     *
     * @throws IOException when the package is damaged
     */
    public static OptionalLong signature(Path nupkg) throws IOException {
        try (var zip = ZipFile.builder().setPath(nupkg).get()) {
            var entry = zip.getEntry(SIGNATURE);
            return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getSize());
        } catch (IllegalArgumentException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static @Nullable String mcpName(ZipFile zip, Nuspec nuspec) throws IOException {
        var readme = zip.getEntry(nuspec.texts().getOrDefault("readme", "").replace('\\', '/'));
        return readme == null || readme.getSize() > SafeXml.LARGEST
                ? null
                : mcpName(new String(bytes(zip, readme), StandardCharsets.UTF_8));
    }

    /** The one name that a README gives by {@code mcp-name:}; null for none or several. */
    public static @Nullable String mcpName(String readme) {
        var names = MCP_NAME.matcher(readme).results().map(each -> each.group(1)).distinct();
        var found = names.limit(2).toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static byte[] bytes(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readNBytes(SafeXml.LARGEST + 1);
            if (bytes.length > SafeXml.LARGEST) {
                throw new IOException(entry.getName() + " exceeds " + SafeXml.LARGEST + " bytes");
            }
            return bytes;
        }
    }
}
