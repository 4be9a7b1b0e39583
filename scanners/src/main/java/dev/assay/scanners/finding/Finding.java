package dev.assay.scanners.finding;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing a reviewer should know.
 *
 * @param id stable across runs and machines: a hash of what the finding says, not of where
 * @param kind what it is about
 * @param change whether the newer version brought it
 * @param severity how much it matters
 * @param value the destination, variable, program, dependency … in its normal form
 * @param title one sentence a reviewer understands
 * @param reachable whether an entry point, bin or hook of the package leads to it
 * @param via how the value was found
 * @param evidence where it stands, the best place first
 * @param detail what else the kind tells, as JSON values
 */
public record Finding(
        String id,
        FindingKind kind,
        Change change,
        Severity severity,
        String value,
        String title,
        boolean reachable,
        Via via,
        List<Evidence> evidence,
        Map<String, Object> detail) {

    public Finding {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(change, "change is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(value, "value is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(via, "via is null");
        evidence = List.copyOf(evidence);
        detail = Map.copyOf(detail);
    }
}
