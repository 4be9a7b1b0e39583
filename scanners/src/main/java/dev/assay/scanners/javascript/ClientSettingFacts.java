package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.ArrayList;
import java.util.Set;

/** Addresses that a client of another package is given after it was made. */
final class ClientSettingFacts implements FactFamily {

    private final Evaluator evaluator;
    private final Destinations destinations;
    private final NetworkFacts network;

    ClientSettingFacts(Evaluator evaluator, NetworkFacts network) {
        this.evaluator = evaluator;
        this.destinations = new Destinations(evaluator);
        this.network = network;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ASSIGN);
    }

    /** {@code axios.defaults.baseURL = "https://…"} */
    @Override
    public void look(Place place, Node node) {
        var target = node.kid(0);
        if (!target.is(Kind.MEMBER)
                || !Destinations.isHostKey(target.name())
                || target.kid(0).is(Kind.THIS)) {
            return;
        }
        var script = place.script();
        for (var value : evaluator.of(script, target.kid(0))) {
            if (value instanceof External external && external.isPackage()) {
                var found = new ArrayList<>(destinations.of(script, node.kid(1)));
                if (!found.isEmpty()) {
                    network.contacted(script, node, external.root() + "." + target.name(), found);
                }
                return;
            }
        }
    }
}
