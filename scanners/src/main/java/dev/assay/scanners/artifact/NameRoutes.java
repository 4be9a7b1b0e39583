package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the upstreams of an ecosystem a name is asked of. A name that is bound to a private one
 * is asked of that one alone, whatever it answers or does not; a private one is asked for nothing
 * else. Of the others, the first that has a name owns it for good.
 */
public final class NameRoutes {

    private final String ecosystem;
    private final List<OtherUpstream> others;
    private final NameOwners owners;
    private final OwnPackages own;

    /**
     * @param ecosystem as settings call it
     * @param others in the order in which they are asked, after the first upstream
     * @param own what was handed in here, which no upstream is asked for
     */
    public NameRoutes(
            String ecosystem, List<OtherUpstream> others, NameOwners owners, OwnPackages own) {
        this.ecosystem = ecosystem;
        this.others = List.copyOf(others);
        this.owners = owners;
        this.own = own;
    }

    /** Of an ecosystem with one upstream. */
    public static NameRoutes none(String ecosystem) {
        return new NameRoutes(ecosystem, List.of(), NameOwners.inMemory(), OwnPackages.NONE);
    }

    public List<OtherUpstream> others() {
        return others;
    }

    /** Whether a name is bound to one place, so that no other may hear it. */
    public boolean isBound(String name) {
        return own.has(ecosystem, name) || bound(name).isPresent();
    }

    /** Whether there are such names. */
    public boolean bindsAny() {
        return own.hasAny(ecosystem) || others.stream().anyMatch(OtherUpstream::isPrivate);
    }

    /** What was handed in here. */
    public OwnPackages own() {
        return own;
    }

    /** The private upstream that a name is bound to. */
    private Optional<OtherUpstream> bound(String name) {
        return others.stream().filter(each -> each.covers(name)).findFirst();
    }

    /**
     * Where a name is asked for.
     *
     * @param first those that are asked before the others, for this name
     */
    public Optional<NameRoute> of(String name, List<URI> first) {
        if (own.has(ecosystem, name)) {
            return Optional.of(new NameRoute.To(OwnPackages.address(ecosystem)));
        }
        var bound = bound(name);
        if (bound.isPresent()) {
            return Optional.of(new NameRoute.To(bound.get().url()));
        }
        var open = new ArrayList<>(first);
        others.stream().filter(each -> !each.isPrivate()).forEach(each -> open.add(each.url()));
        var inOrder = open.stream().distinct().toList();
        if (inOrder.size() < 2) {
            return inOrder.stream().<NameRoute>map(NameRoute.To::new).findFirst();
        }
        var owner = owners.of(ecosystem, name).orElse(null);
        if (owner == null) {
            return Optional.of(new NameRoute.Undecided(inOrder));
        }
        return Optional.of(
                inOrder.contains(owner)
                        ? new NameRoute.To(owner)
                        : new NameRoute.Lost(
                                name
                                        + " belongs to "
                                        + Origin.withoutSecrets(owner)
                                        + ", which had it first and is no upstream any more; bind"
                                        + " the name to the upstream that it is to come from"));
    }

    /**
     * Which names are bound to two places, for people: the first of the two has them. What is
     * handed in here comes before all upstreams.
     */
    public List<String> overlaps() {
        record Bound(String place, String namespace) {}
        var bound = new ArrayList<Bound>();
        own.namespaces(ecosystem).forEach(each -> bound.add(new Bound("what is handed in", each)));
        for (var other : others) {
            other.namespaces()
                    .forEach(
                            each -> bound.add(new Bound(Origin.withoutSecrets(other.url()), each)));
        }
        var found = new ArrayList<String>();
        for (var i = 0; i < bound.size(); i++) {
            for (var later : bound.subList(i + 1, bound.size())) {
                var first = bound.get(i);
                if (!first.place().equals(later.place())
                        && (holds(first.namespace(), later.namespace())
                                || holds(later.namespace(), first.namespace()))) {
                    found.add(
                            ecosystem
                                    + ": '"
                                    + later.namespace()
                                    + "' of "
                                    + later.place()
                                    + " and '"
                                    + first.namespace()
                                    + "' of "
                                    + first.place()
                                    + " have names in common, which go to the latter");
                }
            }
        }
        return found;
    }

    /** Whether all names of one namespace are names of another. */
    private static boolean holds(String wider, String other) {
        var stem = other.endsWith("*") ? other.substring(0, other.length() - 1) : other;
        return wider.endsWith("*")
                ? stem.startsWith(wider.substring(0, wider.length() - 1))
                : stem.equals(wider) || stem.startsWith(wider + "/");
    }

    /** Notes who has a name; answers who had it first. */
    public URI claim(String name, URI upstream) {
        return owners.claim(ecosystem, name, upstream);
    }

    /** The credentials of one of the others for an address of its own; null for none. */
    public @Nullable String authorization(URI address) {
        return others.stream()
                .filter(each -> each.authorization() != null && each.holds(address))
                .findFirst()
                .map(OtherUpstream::authorization)
                .orElse(null);
    }

    /**
     * Whether an address is that of an upstream which a name is not asked of: nobody lends another
     * upstream's files.
     *
     * @param asked the upstream that a name is asked of
     * @param first the one that is asked before the others; null for none
     */
    public boolean isElsewhere(URI address, URI asked, @Nullable URI first) {
        return isElsewhere(address, asked)
                || first != null
                        && Origin.of(address).equals(Origin.of(first))
                        && !Origin.of(asked).equals(Origin.of(first));
    }

    /** Whether an address is that of one of the others, which a name is not asked of. */
    public boolean isElsewhere(URI address, URI upstream) {
        return OwnPackages.isOwn(address) != OwnPackages.isOwn(upstream)
                || others.stream()
                        .anyMatch(each -> !each.url().equals(upstream) && each.holds(address));
    }
}
