package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.detonation.canary.Bait;
import dev.assay.scanners.detonation.canary.CanarySearch;
import dev.assay.scanners.text.Hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of receivers, so that the same one has the same name in every run. */
final class Receivers {

    private static final int LONGEST_LABEL = 24;
    private static final Pattern CHANGING =
            Pattern.compile(
                    "\\d+|[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
                            + "|\\{argument:[^}]*}|\\{answer:[^}]*}");

    private final CanarySearch search;

    Receivers(CanarySearch search) {
        this.search = search;
    }

    /** Whether a host was named by the arguments of a call, and not by the server. */
    boolean isBait(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.equals(Bait.HOST)
                || lower.endsWith("." + Bait.HOST)
                || lower.startsWith(Bait.ADDRESS)
                || lower.equals(Bait.ADDRESS_6);
    }

    /**
     * A host in normal form. Labels that carry data are not part of who gets it: {@code
     * 6b657973.t.evil.example} is {@code *.evil.example}.
     */
    String of(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        if (Hosts.isIp(lower) || lower.indexOf('.') < 0) {
            return lower;
        }
        var labels = List.of(lower.split("\\."));
        var last = labels.size() - 1;
        while (last >= 0 && !carries(labels.get(last))) {
            last--;
        }
        return last < 0 ? lower : "*." + String.join(".", labels.subList(last + 1, labels.size()));
    }

    private boolean carries(String label) {
        return label.length() > LONGEST_LABEL || !search.plain(label).isEmpty();
    }

    /** Whom pieces of one secret are put together for. */
    String domain(String host) {
        var normal = of(host);
        if (Hosts.isIp(normal)) {
            return normal;
        }
        var labels = normal.split("\\.");
        return labels.length < 2
                ? normal
                : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    /** A path without what changes from call to call. */
    String path(String target) {
        var query = target.indexOf('?');
        var path = search.named(query < 0 ? target : target.substring(0, query));
        var segments = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            segments.add(
                    CHANGING.matcher(segment).matches()
                                    || segment.contains("{argument:")
                                    || segment.contains("{answer:")
                                    || segment.length() > 60
                            ? "{}"
                            : segment);
        }
        var normal = String.join("/", segments);
        return normal.length() > 200 ? normal.substring(0, 200) + "…" : normal;
    }
}
