package dev.assay.scanners.artifact.pypi;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A package's page in its HTML form (PEP 503), which older indexes and plain file servers have. */
final class IndexHtml {

    private IndexHtml() {}

    static IndexPage parse(String project, URI address, byte[] body, @Nullable String etag)
            throws MalformedPageException {
        var page = Jsoup.parse(new String(body, StandardCharsets.UTF_8));
        var version = meta(page, "pypi:repository-version");
        if (!version.isEmpty()) {
            IndexJson.checkVersion(version.getFirst());
        }
        var base = page.selectFirst("base[href]");
        var from =
                base == null ? address : IndexJson.url(address, base.attr("href")).orElse(address);
        var files = new ArrayList<IndexFile>();
        for (var link : page.select("a[href]")) {
            file(project, from, link).ifPresent(files::add);
        }
        if (files.isEmpty() && version.isEmpty()) {
            // A page to sign in or of an error, sent as a 200, must not count as having the name.
            throw new MalformedPageException(
                    "it is HTML that lists no file of it and does not say that it is of an index");
        }
        return new IndexPage(
                project,
                files,
                meta(page, "pypi:project-status").stream().findFirst().orElse(null),
                meta(page, "pypi:tracks"),
                meta(page, "pypi:alternate-locations"),
                etag);
    }

    private static List<String> meta(Element page, String name) {
        return page.select("meta[name]").stream()
                .filter(each -> each.attr("name").equals(name))
                .map(each -> IndexJson.cut(each.attr("content")))
                .limit(20)
                .toList();
    }

    private static Optional<IndexFile> file(String project, URI base, Element link) {
        var url = IndexJson.url(base, link.attr("href").strip()).orElse(null);
        if (url == null || url.getPath() == null) {
            return Optional.empty();
        }
        var path = url.getPath();
        var name = DistributionFile.of(project, path.substring(path.lastIndexOf('/') + 1));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var hashes = new HashMap<String, String>();
        hash(url.getFragment(), hashes);
        return Optional.of(
                new IndexFile(
                        name.get(),
                        IndexJson.withoutFragment(url),
                        hashes,
                        link.hasAttr("data-requires-python")
                                ? IndexJson.cut(link.attr("data-requires-python"))
                                : null,
                        link.hasAttr("data-yanked")
                                ? IndexJson.cut(link.attr("data-yanked"))
                                : null,
                        metadata(link),
                        null,
                        null,
                        link.hasAttr("data-provenance")
                                ? IndexJson.cut(link.attr("data-provenance"))
                                : null));
    }

    private static @Nullable Map<String, String> metadata(Element link) {
        // PEP 714 renamed it, since an index had written the former name in a wrong way.
        var written =
                link.hasAttr("data-core-metadata")
                        ? link.attr("data-core-metadata")
                        : link.hasAttr("data-dist-info-metadata")
                                ? link.attr("data-dist-info-metadata")
                                : "false";
        if (written.equals("false")) {
            return null;
        }
        var hashes = new HashMap<String, String>();
        hash(written, hashes);
        return hashes;
    }

    private static void hash(@Nullable String written, Map<String, String> hashes) {
        for (var each : written == null ? new String[0] : written.split("&")) {
            var parts = each.split("=", 2);
            if (parts.length == 2) {
                IndexJson.hash(parts[0], parts[1], hashes);
            }
        }
    }
}
