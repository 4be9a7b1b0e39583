package dev.assay.scanners.detonation.sinkhole;

import java.util.List;

/**
 * A request, as a reply is made for it.
 *
 * @param body without its content coding, as far as it was kept
 */
record Asked(
        String method,
        String scheme,
        String host,
        String target,
        List<Header> headers,
        byte[] body) {

    /** The first of that name; empty where there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** The target without its query. */
    String path() {
        var query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
