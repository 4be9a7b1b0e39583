package dev.assay.registry.upstream;

import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where the packages of one ecosystem come from, as it turned out when the configuration was read:
 * for whoever looks after it. Each ecosystem that has such places brings a bean of this kind.
 */
public interface Places {

    /**
     * A place that is asked before those that Assay's settings add.
     *
     * @param scope the names that it is asked for alone, or their host; null for everything else
     * @param address null where none is configured
     * @param namedBy what says so; or where nothing does, what to do
     * @param credentials whether a secret is sent along
     */
    record Place(
            @Nullable String scope, @Nullable URI address, String namedBy, boolean credentials) {}

    /**
     * A place that Assay's settings add.
     *
     * @param scope the names that it is asked for alone, or null
     */
    record Added(@Nullable String scope, OtherUpstream upstream) {

        /** Of an ecosystem whose names are asked of all of them. */
        public static List<Added> of(List<OtherUpstream> others) {
            return others.stream()
                    .map(
                            each ->
                                    new Added(
                                            each.isPrivate()
                                                    ? String.join(", ", each.namespaces())
                                                    : null,
                                            each))
                    .toList();
        }

        /** Of an ecosystem whose names begin with a host. */
        public static List<Added> of(HostUpstreams others) {
            return others.all().stream()
                    .map(each -> new Added(String.join(", ", each.names()), each.upstream()))
                    .toList();
        }
    }

    /** The ecosystem as settings call it. */
    String ecosystem();

    /** Those that are asked first, in their order. */
    List<Place> first();

    /** Those that Assay's settings add, in the order of {@code assay.upstream.NAME.others}. */
    default List<Added> added() {
        return List.of();
    }

    /** Which name spaces two places have in common; each is told at start. */
    default List<String> overlaps() {
        return List.of();
    }

    /** The host that a package is asked of, where names begin with one; else null. */
    default @Nullable String host(Purl packagePurl) {
        return null;
    }

    /**
     * What to ask for, to see whether there is an answer, where nothing is watched: whether it is
     * there does not matter.
     *
     * @param host of which place, where names begin with one
     */
    default Optional<Purl> probe(@Nullable String host) {
        return Optional.empty();
    }

    /**
     * The path below an address at which every server of the protocol answers, if only by asking
     * who wants to know; empty where the address itself does.
     */
    default String api() {
        return "";
    }
}
