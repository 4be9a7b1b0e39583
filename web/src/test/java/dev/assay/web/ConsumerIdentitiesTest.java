package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.workflow.Deed;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What consumers act as. */
@RunningAssay
@TestPropertySource(properties = "assay.consumers.identity-pattern=agent-[a-z]+-[a-z]+")
class ConsumerIdentitiesTest {

    @Autowired Installation installation;
    @Autowired Consumers consumers;

    @Test
    void noTwoConsumersActAsOneWhateverTheirEnvironment() {
        var first = added("mail in production", Stage.PRODUCTION, "agent-mail-production");

        assertThat(refusal("mail in a sandbox", Stage.SANDBOX, "agent-mail-production"))
                .contains("is what mail in production acts as, for production");

        consumers.retire(installation.account(Role.SECURITY), first.id(), "replaced");
        added("mail again", Stage.PRODUCTION, "agent-mail-production");
    }

    @Test
    void everyOneIsNamedAsTheHouseDoes() {
        assertThat(refusal("founder", Stage.PRODUCTION, "founder@example.com"))
                .contains("agent-[a-z]+-[a-z]+");
        added("without one yet", Stage.PRODUCTION, "");
        added("without one either", Stage.PRODUCTION, "");
    }

    private Consumer added(String name, Stage stage, String identity) {
        return ((Deed.Done<Consumer>) add(name, stage, identity)).result();
    }

    private String refusal(String name, Stage stage, String identity) {
        return ((Deed.Refused<Consumer>) add(name, stage, identity)).reason();
    }

    private Deed<Consumer> add(String name, Stage stage, String identity) {
        var person = installation.account(Role.REQUESTER);
        return consumers.add(
                person,
                new Consumers.Form(name, "to answer mail", person.login(), stage, identity));
    }
}
