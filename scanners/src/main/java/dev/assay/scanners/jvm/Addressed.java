package dev.assay.scanners.jvm;

import dev.assay.scanners.text.Holes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** URLs, URIs and hosts as values; and the requests and clients that are made of them. */
final class Addressed implements Library.Part {

    private static final Set<String> ADDRESSES =
            Set.of(
                    "java/net/URI",
                    "java/net/URL",
                    "okhttp3/HttpUrl",
                    "okhttp3/HttpUrl$Companion",
                    "okhttp3/HttpUrl$Builder",
                    "org/springframework/web/util/UriComponentsBuilder",
                    "org/springframework/web/util/UriComponents",
                    "org/springframework/web/util/UriBuilder",
                    "jakarta/ws/rs/core/UriBuilder",
                    "javax/ws/rs/core/UriBuilder",
                    "org/apache/http/client/utils/URIBuilder",
                    "org/apache/hc/core5/net/URIBuilder",
                    "org/apache/http/HttpHost",
                    "org/apache/hc/core5/http/HttpHost",
                    "java/net/InetSocketAddress",
                    "java/net/InetAddress",
                    "jakarta/mail/internet/InternetAddress",
                    "javax/mail/internet/InternetAddress",
                    "com/sendgrid/helpers/mail/objects/Email");

    @Override
    public @Nullable Val call(Site site) {
        return ADDRESSES.contains(site.owner()) ? address(site) : null;
    }

    private static Val address(Site site) {
        if (site.isConstructor()) {
            var heap = site.receiver().heap();
            if (heap != null) {
                var made = joined(site);
                heap.built(made.texts());
                heap.flow(made.allFlow());
            }
            return Val.UNKNOWN;
        }
        if (site.isStatic() || site.owner().endsWith("$Companion")) {
            var made = new Heap(site.owner(), site.at());
            var from = joined(site);
            made.built(from.texts());
            made.flow(from.allFlow());
            return site.returnsReference() ? Val.of(made) : Val.UNKNOWN;
        }
        return changed(site);
    }

    private static Val joined(Site site) {
        var parts = new ArrayList<Val>();
        for (var index = 0; index < site.args().size(); index++) {
            var arg = site.arg(index);
            var texts = arg.allTexts();
            if (!texts.isEmpty() || !arg.allFlow().isEmpty()) {
                parts.add(Val.of(texts, arg.allFlow()));
            }
        }
        // new URL("https", "host", "/file") and new URI("https", "host", "/path", null)
        var first = parts.isEmpty() ? null : parts.getFirst().text();
        if (parts.size() > 1
                && first != null
                && (first.text().equals("https") || first.text().equals("http"))) {
            var whole = new ArrayList<Val>();
            whole.add(parts.getFirst());
            whole.add(Val.of(first.as("://", first.via())));
            whole.addAll(parts.subList(1, parts.size()));
            return Strings.concat(whole, List.of(), site.at());
        }
        return parts.isEmpty() ? Val.UNKNOWN : parts.getFirst();
    }

    private static Val changed(Site site) {
        var receiver = site.receiver();
        var heap = receiver.heap();
        if (heap == null) {
            return Val.flowing(receiver.flow());
        }
        var texts = site.arg(0).allTexts();
        switch (site.name()) {
            case "host", "setHost" -> {
                if (!texts.isEmpty()) {
                    heap.built(
                            texts.stream()
                                    .map(text -> text.as("https://" + text.text(), text.via()))
                                    .toList());
                }
            }
            case "scheme", "setScheme", "port", "setPort", "userInfo", "fragment" -> {}
            case "path",
                    "pathSegment",
                    "addPathSegment",
                    "addPathSegments",
                    "setPath",
                    "replacePath",
                    "encodedPath" -> {
                if (!heap.built().isEmpty() && !texts.isEmpty()) {
                    heap.built(
                            Strings.product(
                                    heap.built(), texts.stream().map(Addressed::slashed).toList()));
                }
            }
            case "queryParam",
                    "addQueryParameter",
                    "addParameter",
                    "setParameter",
                    "query",
                    "queryParamIfPresent" -> {
                var name = site.arg(0).text();
                var value = site.arg(1);
                var list = value.heap();
                heap.put(
                        "query." + (name == null ? "*" : name.shown()),
                        list != null && !list.elements().isEmpty()
                                ? list.elements().getFirst()
                                : value);
                heap.flow(value.allFlow());
            }
            case "resolve" -> {
                if (texts.stream().anyMatch(text -> text.text().contains("://"))) {
                    heap.built(texts);
                } else if (!texts.isEmpty() && !heap.built().isEmpty()) {
                    heap.built(
                            Strings.product(
                                    heap.built(), texts.stream().map(Addressed::slashed).toList()));
                }
            }
            case "getHost", "getHostName", "getHostAddress" -> {
                return Val.of(heap.built(), receiver.allFlow());
            }
            default -> {}
        }
        return site.returnsReference() ? receiver : site.unknown();
    }

    private static Text slashed(Text text) {
        var first = text.text().isEmpty() ? '/' : text.text().charAt(0);
        return first == '/' || first == Holes.HOLE ? text : text.as("/" + text.text(), text.via());
    }
}
