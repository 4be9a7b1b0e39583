package dev.assay.scanners.ecosystem;

import dev.assay.scanners.coordinates.Purl;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The upstreams that are configured, by the package URLs that each owns. */
public final class Upstreams {

    private final List<Upstream> all;

    public Upstreams(Collection<? extends Upstream> all) {
        this.all = List.copyOf(all);
    }

    /** The one that has packages like this; empty where Assay fetches none of that kind. */
    public Optional<Upstream> of(Purl purl) {
        return all.stream().filter(each -> each.ecosystem().owns(purl)).findFirst();
    }
}
