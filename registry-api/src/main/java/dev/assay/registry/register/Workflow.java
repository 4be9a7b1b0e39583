package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a server is used for: what was asked for when it was requested, and each reason for which
 * consumers are granted tools.
 *
 * @param name for people
 * @param purpose what it is for
 * @param grants those that serve it; none for what was asked for
 */
record Workflow(String name, Value purpose, List<Entry> grants) {

    /** The states of a grant that can still be used, or be asked to be. */
    private static final List<String> OVER = List.of("revoked", "expired", "refused", "ended");

    /** What was asked for first, then the reasons of grants in the order of the record. */
    static List<Workflow> of(ServerRecord server) {
        var byReason = new LinkedHashMap<String, List<Entry>>();
        server.each(Subject.GRANT)
                .filter(each -> !OVER.contains(each.text(Field.GRANT_STATE)))
                .forEach(
                        each ->
                                byReason.computeIfAbsent(
                                                each.text(Field.GRANT_REASON),
                                                reason -> new ArrayList<>())
                                        .add(each));
        var workflows = new ArrayList<Workflow>();
        workflows.add(
                new Workflow(
                        "as requested", server.itself().value(Field.SERVER_PURPOSE), List.of()));
        byReason.forEach(
                (reason, grants) ->
                        workflows.add(
                                new Workflow(
                                        reason.isBlank() ? "granted, no reason given" : reason,
                                        grants.getFirst().value(Field.GRANT_REASON),
                                        grants)));
        return workflows;
    }

    /** Consumers or tools of its grants. */
    Cell granted(Field field, String otherwise) {
        if (grants.isEmpty()) {
            return new Cell(List.of(otherwise), Provenance.VERIFIED, "the grants on record");
        }
        var all = new Gathered();
        grants.forEach(each -> all.add(each.value(field)));
        return all.cell();
    }
}
