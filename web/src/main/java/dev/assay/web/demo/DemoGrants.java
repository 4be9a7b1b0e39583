package dev.assay.web.demo;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.workflow.Deed;

import org.springframework.context.ApplicationContext;

/** The assistant of the demo: what it is granted, and what it still waits for. */
final class DemoGrants {

    private final Consumers consumers;
    private final Grants grants;
    private final ToolMatrix matrix;

    DemoGrants(ApplicationContext service) {
        this.consumers = service.getBean(Consumers.class);
        this.grants = service.getBean(Grants.class);
        this.matrix = service.getBean(ToolMatrix.class);
    }

    /**
     * The team puts its assistant on record and asks for the first tool of a release, in production
     * and before that in the pilot; the reviewer grants the pilot.
     *
     * @return the name of the tool
     */
    String tell(DemoPeople people, Id release) {
        var team = people.team().account();
        var assistant =
                done(
                        consumers.add(
                                team,
                                new Consumers.Form(
                                        "Invoice assistant",
                                        "Sends the invoices of a month, once a person has"
                                                + " confirmed the batch.",
                                        team.login(),
                                        Stage.PRODUCTION,
                                        "svc-invoice-assistant")));
        var tool = matrix.of(release).getFirst().name();
        var pilot = ask(team, assistant, release, tool, Stage.PILOT, 30);
        done(
                grants.grant(
                        people.reviewer().account(),
                        pilot,
                        "Thirty days with three customers, watched.",
                        null));
        ask(team, assistant, release, tool, Stage.PRODUCTION, 90);
        return tool;
    }

    private Id ask(
            Account team, Consumer assistant, Id release, String tool, Stage stage, int days) {
        return done(grants.ask(
                        team,
                        assistant.id(),
                        new Grants.Wish(
                                release,
                                tool,
                                stage,
                                days,
                                "Mail the invoices that billing has exported.")))
                .id();
    }

    private static <T> T done(Deed<T> deed) {
        return switch (deed) {
            case Deed.Done<T>(var result) -> result;
            case Deed.Refused<T>(var why) ->
                    throw new IllegalStateException("the demo was answered " + why);
        };
    }
}
