package dev.assay.web.page;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.consumer.ConsumerProfile;
import dev.assay.registry.consumer.ConsumerProfiles;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The consumers.
 *
 * @param waiting the grants that wait for the reader
 * @param form what was written into the form, kept where it is refused
 * @param owners the logins to choose from
 */
record ConsumersView(
        List<Row> rows,
        List<GrantRow> waiting,
        Form form,
        List<String> owners,
        boolean mayAdd,
        @Nullable String told,
        @Nullable String problem) {

    record Row(
            String link,
            String name,
            String purpose,
            String owner,
            String stage,
            String profile,
            boolean retired,
            String grants) {}

    record Form(
            String name,
            String purpose,
            String owner,
            String stage,
            String identity,
            String profile) {}

    List<ConsumerProfile> profiles() {
        return ConsumerProfiles.builtIn().all();
    }

    List<String> stages() {
        return List.of(Stage.values()).stream().map(Stage::words).toList();
    }
}
