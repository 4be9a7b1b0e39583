package dev.assay.web.page;

import dev.assay.inventory.store.Id;
import dev.assay.registry.dpia.Dpias;

import org.springframework.stereotype.Component;

import java.util.List;

/** The assessments that a server is in. */
@Component
final class DpiaViews {

    private final Dpias dpias;

    DpiaViews(Dpias dpias) {
        this.dpias = dpias;
    }

    List<ServerView.Assessed> about(Id server) {
        return dpias.about(server).stream()
                .map(
                        each ->
                                new ServerView.Assessed(
                                        "/dpias/" + each.dpia().id(),
                                        each.dpia().title(),
                                        Words.day(each.snapshot().takenAt()),
                                        each.changes().size()))
                .toList();
    }
}
