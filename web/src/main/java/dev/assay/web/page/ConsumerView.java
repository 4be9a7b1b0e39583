package dev.assay.web.page;

import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One consumer.
 *
 * @param servers the tools to choose from, by server
 * @param owners the logins it could be handed over to
 * @param form what was written into the form, kept where it is refused
 */
record ConsumerView(
        String id,
        String name,
        String purpose,
        String owner,
        String stage,
        String identity,
        ProfileView profile,
        String added,
        boolean retired,
        List<GrantRow> waiting,
        List<GrantRow> granted,
        List<GrantRow> ended,
        List<Server> servers,
        Form form,
        boolean mayAsk,
        boolean mayRetire,
        List<String> owners,
        @Nullable String told,
        @Nullable String problem) {

    /** A server's tools. */
    record Server(String name, List<Choice> tools) {}

    /**
     * @param value release and tool, as the form sends them
     */
    record Choice(String value, String text) {}

    record Form(String tool, String environment, String days, String reason) {}

    /** The environments that it may go to itself. */
    List<String> stages() {
        return List.of(Stage.values()).stream()
                .map(Stage::words)
                .limit(
                        1L
                                + List.of(Stage.values()).stream()
                                        .map(Stage::words)
                                        .toList()
                                        .indexOf(stage))
                .toList();
    }
}
