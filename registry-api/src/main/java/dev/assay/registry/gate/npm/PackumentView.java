package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Alterations;
import dev.assay.registry.gate.Block;
import dev.assay.registry.gate.Cause;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateSnapshot.Hold;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Refusals.Alternative;
import dev.assay.registry.gate.Refusals.Link;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller may see of one package, and what it is told about the rest.
 *
 * @param base the registry's address as the caller uses it, ending in a slash
 * @param outline what upstream lists, null while it is away
 * @param allowed the versions that may leave; never empty
 * @param blocked the versions that may not, newest first
 * @param listedBlocked those of them that are listed all the same, each with what marks it: within
 *     one closure there are none, so that no range resolves outside it
 * @param message what npm prints when one of the blocked versions is asked for
 */
record PackumentView(
        String name,
        String base,
        @Nullable UpstreamOutline outline,
        Map<String, Hold> allowed,
        Map<String, String> distTags,
        List<String> blocked,
        Map<String, String> listedBlocked,
        String message) {

    /** How many versions the message speaks of one by one. */
    private static final int MOST_TOLD = 5;

    static PackumentView of(
            GateRequest request,
            Scope scope,
            String name,
            String base,
            @Nullable UpstreamOutline outline,
            Map<String, Hold> allowed,
            List<Alternative> alternatives,
            Refusals refusals) {
        var others = new ArrayList<String>();
        if (outline != null) {
            others.addAll(outline.versions().keySet());
            others.removeAll(allowed.keySet());
        }
        var blocked = SemverOrder.newestFirst(others);
        Link fallback = new Link.Page(allowed.values().iterator().next().release().id());
        var marked = new LinkedHashMap<String, String>();
        var told = new ArrayList<Block>();
        for (var version : blocked) {
            var block = scope.block(Purl.npm(name, version));
            var link = Refusals.link(block).orElse(fallback);
            marked.put(version, refusals.mark(request, block, alternatives, link));
            if (block.cause() != Cause.NEVER_REQUESTED || blocked.size() == 1) {
                told.add(block);
            }
        }
        return new PackumentView(
                name,
                base,
                outline,
                allowed,
                DistTags.repointed(outline == null ? null : outline.distTags(), allowed.keySet()),
                blocked,
                scope.closure() == null ? marked : Map.of(),
                message(request, name, blocked, told, alternatives, fallback, refusals));
    }

    private static String message(
            GateRequest request,
            String name,
            List<String> blocked,
            List<Block> told,
            List<Alternative> alternatives,
            Link fallback,
            Refusals refusals) {
        var lines = new ArrayList<String>();
        told.stream().limit(MOST_TOLD).forEach(block -> lines.addAll(refusals.what(block)));
        if (blocked.size() > told.size()) {
            lines.add(
                    told.isEmpty()
                            ? "This version of "
                                    + name
                                    + " was never requested, so nobody has vetted it."
                            : "Every other version of " + name + " was never requested.");
        } else if (told.size() > MOST_TOLD) {
            lines.add("So are " + (told.size() - MOST_TOLD) + " older versions.");
        }
        var link = told.isEmpty() ? fallback : Refusals.link(told.getFirst()).orElse(fallback);
        lines.addAll(refusals.footer(request, alternatives, link));
        return String.join("\n", lines);
    }

    /**
     * Holds upstream's promises against what was approved; what differs is held back from now on.
     */
    static void compare(
            Iterable<Hold> holds, @Nullable UpstreamOutline outline, Alterations alterations) {
        if (outline == null) {
            return;
        }
        for (var hold : holds) {
            var held = hold.held();
            var shown = outline.versions().get(held.purl().exactVersion());
            if (shown == null || shown.integrity() == null) {
                continue;
            }
            if (shown.integrity().equals(held.integrity())) {
                alterations.soundUpstream(held.purl());
            } else {
                alterations.upstream(held.purl(), held.integrity(), shown.integrity().value());
            }
        }
    }
}
