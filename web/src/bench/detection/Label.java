package dev.assay.web.bench;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing a person read in a pair: a finding of this kind, or of one accepted instead, which
 * names one of the values.
 */
record Label(String kind, Set<String> accepted, List<String> values) {

    private static final String DOMAIN = "outbound-domain";

    static Label of(JsonNode label, String registryHost) {
        var accepted = new HashSet<String>();
        label.path("accept").forEach(kind -> accepted.add(kind.asString("")));
        var kind = label.path("kind").asString("");
        accepted.add(kind);
        var value = label.path("value").asString("").replace("<NPM_PUBLIC_REGISTRY>", registryHost);
        return new Label(kind, accepted, List.of(value.split("\\|")));
    }

    boolean isDomain() {
        return kind.equals(DOMAIN);
    }

    boolean isMetBy(Found found) {
        if (!accepted.contains(found.kind()) && !accepted.contains("*")) {
            return false;
        }
        if (isDomain() && found.kind().equals(DOMAIN)) {
            return values.stream()
                    .anyMatch(
                            host -> found.host().equals(host) || found.host().endsWith("." + host));
        }
        return values.stream().anyMatch(found::saysAnywhere);
    }
}
