package dev.assay.scanners.profile;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that a version is or does: the unit that two versions are compared by. A fact says what
 * is there; whether that matters is decided when versions are compared.
 *
 * @param kind the kind that a finding made of it would have; a mention of a host is an {@code
 *     outbound-domain} whose {@code detail} has {@code contacted=false}
 * @param value in normal form: a host, a variable name, a program, {@code name@range}, …
 * @param functionPrint the fingerprint of the enclosing function, or null for what stands in no
 *     code
 * @param reachable whether an entry point, bin or hook leads to the file
 * @param via how the value was found
 * @param at where it stands
 * @param detail what the kind tells besides its value, as JSON values (text, numbers, booleans,
 *     lists, maps), by name
 */
public record Fact(
        FindingKind kind,
        String value,
        @Nullable String functionPrint,
        boolean reachable,
        Via via,
        Evidence at,
        Map<String, Object> detail) {

    public Fact {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(value, "value is null");
        Objects.requireNonNull(via, "via is null");
        Objects.requireNonNull(at, "at is null");
        detail = Sorted.copyOf(detail);
    }

    /** The same with one more detail. */
    public Fact with(String name, Object value) {
        var more = new LinkedHashMap<>(detail);
        more.put(name, value);
        return new Fact(kind, this.value, functionPrint, reachable, via, at, more);
    }
}
