package dev.assay.registry.listing;

import dev.assay.inventory.listing.ListedServer;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names servers for MCP clients. Anybody can write somebody else's name into a package, so its own
 * name counts only when an upstream registry, which has seen who owns the namespace, gives the name
 * to that very package. Every other server is named by this installation.
 */
final class ServerNames {

    /** server.json 2025-12-11, {@code name}. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");

    private static final int SHORTEST = 3;
    private static final int LONGEST = 200;
    private static final int MARK = 8;

    private final ListingStore store;
    private final UpstreamNames upstream;
    private final String namespace;

    ServerNames(ListingStore store, UpstreamNames upstream, String namespace) {
        this.store = store;
        this.upstream = upstream;
        this.namespace = namespace;
    }

    static boolean isName(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && NAME.matcher(text).matches();
    }

    /**
     * The server of a package, named now where it had no name.
     *
     * @return empty where the upstream that would have to verify the name is away: a name stays for
     *     good, so it is not given in haste
     */
    Optional<ListedServer> of(Purl packagePurl, Optional<String> claimed)
            throws InterruptedException {
        var known = store.server(packagePurl);
        if (known.isPresent()) {
            return known;
        }
        var verdict =
                claimed.isPresent()
                        ? upstream.verify(claimed.get(), packagePurl)
                        : UpstreamNames.Verdict.NOT_VERIFIED;
        var server =
                switch (verdict) {
                    case AWAY -> null;
                    case VERIFIED ->
                            store.server(claimed.orElseThrow()).isEmpty()
                                    ? new ListedServer(
                                            claimed.orElseThrow(),
                                            packagePurl,
                                            ListedServer.Source.VERIFIED)
                                    : given(packagePurl);
                    case NOT_VERIFIED -> given(packagePurl);
                };
        return Optional.ofNullable(server);
    }

    private ListedServer given(Purl packagePurl) {
        var slug = slug(packagePurl);
        var name = namespace + "/" + slug;
        if (name.length() > LONGEST || store.server(name).isPresent()) {
            var mark =
                    Sha256.of(packagePurl.toString().getBytes(StandardCharsets.UTF_8))
                            .hex()
                            .substring(0, MARK);
            var room = LONGEST - namespace.length() - MARK - 2;
            name = namespace + "/" + slug.substring(0, Math.min(slug.length(), room)) + "-" + mark;
        }
        return new ListedServer(name, packagePurl, ListedServer.Source.GIVEN);
    }

    /** {@code @scope/name} as {@code scope.name}. */
    private static String slug(Purl purl) {
        return purl.packageName()
                .replaceFirst("^@", "")
                .replace('/', '.')
                .replaceAll("[^a-zA-Z0-9._-]", "-");
    }
}
