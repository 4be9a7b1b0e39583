package dev.assay.scanners.publisher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many packages of a closure came out how, by what was looked at.
 *
 * @param kinds by the name of the proof, how many have each state
 * @param invalid what is invalid, a sentence each
 */
public record ProofCounts(Map<String, Map<String, Integer>> kinds, List<String> invalid) {

    public ProofCounts {
        kinds = new LinkedHashMap<>(kinds);
        invalid = List.copyOf(invalid);
    }

    public static ProofCounts of(List<PackageProofs> proofs) {
        var kinds = new LinkedHashMap<String, Map<String, Integer>>();
        for (var each : proofs) {
            for (var named : each.signatures().all()) {
                kinds.computeIfAbsent(named.what(), what -> new TreeMap<>())
                        .merge(named.outcome().state(), 1, Integer::sum);
            }
        }
        var invalid =
                proofs.stream()
                        .flatMap(
                                each ->
                                        each.signatures().all().stream()
                                                .filter(
                                                        named ->
                                                                named.outcome().defectOrNull()
                                                                        != null)
                                                .map(
                                                        named ->
                                                                each.purl()
                                                                        + ": "
                                                                        + named.outcome().reason()))
                        .toList();
        return new ProofCounts(kinds, invalid);
    }

    /** In one line; empty where nothing was looked at. */
    public String words() {
        return kinds.entrySet().stream()
                .map(
                        kind ->
                                kind.getKey()
                                        + ": "
                                        + kind.getValue().entrySet().stream()
                                                .map(each -> each.getValue() + " " + each.getKey())
                                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
