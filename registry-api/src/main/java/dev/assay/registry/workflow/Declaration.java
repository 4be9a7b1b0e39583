package dev.assay.registry.workflow;

import java.util.List;
import java.util.TreeSet;

/**
 * The destinations a release may talk to.
 *
 * @param domains host names in lower case, sorted; {@code *.host} covers the sub-domains of a host
 *     and not the host itself
 */
public record Declaration(List<String> domains) {

    public static final Declaration NOTHING = new Declaration(List.of());

    public Declaration {
        domains = List.copyOf(new TreeSet<>(domains));
    }

    /** Whether a host, or another declaration's pattern, lies within this one. */
    public boolean covers(String hostOrPattern) {
        if (domains.contains(hostOrPattern)) {
            return true;
        }
        var host = hostOrPattern.startsWith("*.") ? hostOrPattern.substring(2) : hostOrPattern;
        for (var dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (domains.contains("*" + host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    public boolean covers(Declaration other) {
        return other.domains.stream().allMatch(this::covers);
    }

    public Declaration and(Declaration other) {
        var both = new TreeSet<>(domains);
        both.addAll(other.domains);
        return new Declaration(List.copyOf(both));
    }
}
