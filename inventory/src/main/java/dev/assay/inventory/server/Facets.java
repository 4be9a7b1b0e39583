package dev.assay.inventory.server;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Tier;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server is filtered, searched and sorted by. */
final class Facets {

    /** More hosts than this are shown, and not filtered by. */
    private static final int MOST_VALUES = 200;

    /** What the database has as the rank of a row's state before it is listed. */
    static final int UNLISTED = 99;

    private static final int LONGEST_VALUE = 300;
    private static final int LONGEST_SEARCHED = 2000;

    /** What should be looked at first sorts first. */
    private static final List<ReleaseState> BY_URGENCY =
            List.of(
                    ReleaseState.SUSPENDED,
                    ReleaseState.EXPIRED,
                    ReleaseState.IN_REVIEW,
                    ReleaseState.VETTING_FAILED,
                    ReleaseState.VETTING,
                    ReleaseState.REQUESTED,
                    ReleaseState.APPROVED,
                    ReleaseState.REJECTED,
                    ReleaseState.REVOKED,
                    ReleaseState.RETIRED);

    private static final Map<Integer, String> STATES =
            Arrays.stream(ReleaseState.values())
                    .collect(Collectors.toUnmodifiableMap(Facets::rank, Facets::key));

    /** As {@link #tierRank} has them. */
    private static final Map<Integer, String> TIERS =
            Stream.concat(
                            Stream.of(Map.entry(0, Facet.UNKNOWN)),
                            Arrays.stream(Tier.values())
                                    .map(each -> Map.entry(3 - each.ordinal(), key(each))))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Facets() {}

    static Map<Facet, Set<String>> of(ServerListing server) {
        var facets = new EnumMap<Facet, Set<String>>(Facet.class);
        facets.put(Facet.STATE, Set.of(key(server.state())));
        facets.put(
                Facet.ECOSYSTEM,
                values(
                        Stream.concat(
                                Stream.of(server.ecosystem()),
                                server.packages().stream().map(ServerListing.Package::ecosystem))));
        facets.put(Facet.TIER, Set.of(server.tier() == null ? Facet.UNKNOWN : key(server.tier())));
        facets.put(
                Facet.STAGE,
                values(
                        server.served().stream()
                                .flatMap(each -> Stream.ofNullable(each.stage()))
                                .map(Facets::key)));
        facets.put(Facet.DATA, orUnknown(values(server.data().stream())));
        facets.put(
                Facet.DESTINATION,
                values(server.destinations().stream().map(ServerListing.Destination::host)));
        facets.put(Facet.OWNER, orUnknown(values(server.owners().stream())));
        facets.put(Facet.MARK, values(marks(server)));
        return facets;
    }

    private static Stream<String> marks(ServerListing server) {
        return Stream.of(
                        server.updateWaits() ? Facet.Mark.UPDATE : null,
                        server.findings() > 0 ? Facet.Mark.FINDINGS : null,
                        server.waivers() > 0 ? Facet.Mark.WAIVER : null,
                        server.breakGlass() ? Facet.Mark.BREAK_GLASS : null,
                        server.tasks() > 0 ? Facet.Mark.TASK : null)
                .flatMap(Stream::ofNullable)
                .map(Facet.Mark::value);
    }

    /** The text that is searched: what people know a server by. */
    static String searched(ServerListing server) {
        var text =
                String.join(
                                "\n",
                                Stream.of(
                                                Stream.of(server.name(), server.purl()),
                                                server.packages().stream()
                                                        .map(ServerListing.Package::purl),
                                                server.owners().stream(),
                                                server.destinations().stream()
                                                        .map(ServerListing.Destination::host),
                                                server.served().stream()
                                                        .map(ServerListing.Served::version))
                                        .flatMap(each -> each)
                                        .toList())
                        .toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST_SEARCHED ? text : text.substring(0, LONGEST_SEARCHED);
    }

    static int rank(ReleaseState state) {
        return BY_URGENCY.indexOf(state);
    }

    /** The highest tier first, and the unknown before it. */
    static int tierRank(ServerListing server) {
        return server.tier() == null ? 0 : 3 - server.tier().ordinal();
    }

    /** The column of the row that says the same as a facet, by which rows are found sooner. */
    static String column(Facet facet) {
        return facet == Facet.STATE ? "state_rank" : "tier_rank";
    }

    /** The values of a facet that a column holds as well, by their ranks; empty for the others. */
    static Map<Integer, String> byRank(Facet facet) {
        return switch (facet) {
            case STATE -> STATES;
            case TIER -> TIERS;
            default -> Map.of();
        };
    }

    /** What a facet's values are in its column; what is no value is a rank that no row has. */
    static List<Integer> ranks(Facet facet, Collection<String> values) {
        var ranks =
                byRank(facet).entrySet().stream()
                        .filter(each -> values.contains(each.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        return ranks.isEmpty() ? List.of(-1) : ranks;
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> values(Stream<String> values) {
        var kept = new TreeSet<String>();
        values.filter(each -> !each.isBlank())
                .map(
                        each ->
                                each.length() <= LONGEST_VALUE
                                        ? each
                                        : each.substring(0, LONGEST_VALUE))
                .limit(MOST_VALUES)
                .forEach(kept::add);
        return kept;
    }

    private static Set<String> orUnknown(Set<String> values) {
        return values.isEmpty() ? Set.of(Facet.UNKNOWN) : values;
    }
}
