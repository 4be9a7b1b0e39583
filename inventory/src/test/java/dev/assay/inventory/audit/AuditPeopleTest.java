package dev.assay.inventory.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class AuditPeopleTest {

    @Parameter Database database;
    private AuditTrail audit;
    private AuditSearch search;
    private AuditPeople people;
    private Account rita;

    @BeforeEach
    void open() {
        audit = new AuditTrail(database.jdbc(), database.transactions(), Database.ticking());
        search = new AuditSearch(database.jdbc());
        people = new AuditPeople(database.jdbc());
        rita =
                new AccountStore(database.jdbc(), Database.ticking())
                        .add("rita-" + Samples.name(), "Rita", "hash", Set.of(Role.REQUESTER));
    }

    @Test
    void keepsTheLoginOfNobodyOnTheTrail() {
        var subject = Samples.name();
        audit.append(rita.login(), "token.created", subject, "of " + marked() + ": read");
        audit.append(AuditTrail.SERVICE, "account.created", rita.login(), "");

        assertThat(written(subject))
                .doesNotContain(rita.login())
                .containsPattern("person:[0-9a-f]{32}");
        var made = audit.of(rita.login()).getLast();
        assertThat(made.subject()).isEqualTo(rita.login());
        assertThat(
                        database.jdbc()
                                .sql("SELECT count(*) FROM audit_event WHERE subject = :login")
                                .param("login", rita.login())
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void givesAnAccountOnePseudonymForGood() {
        var subject = Samples.name();
        audit.append(rita.login(), "commented", subject, "one");
        audit.append(rita.login(), "commented", subject, "two");

        assertThat(
                        database.jdbc()
                                .sql(
                                        "SELECT DISTINCT actor FROM audit_event WHERE subject = :subject")
                                .param("subject", subject)
                                .query(String.class)
                                .list())
                .hasSize(1);
    }

    @Test
    void showsAndFindsPeopleByTheirLogin() {
        var subject = Samples.name();
        audit.append(rita.login(), "token.created", subject, "of " + marked() + ": read");

        var found = search.before(by(rita.login()), null, 5);
        assertThat(found).singleElement().extracting(AuditEvent::actor).isEqualTo(rita.login());
        assertThat(found.getFirst().detail()).isEqualTo("of " + rita.login() + ": read");
        assertThat(audit.of(subject)).isEqualTo(found);
        assertThat(search.count(by(rita.login()))).isOne();
        search.each(
                by(rita.login()),
                (written, named) -> {
                    assertThat(named).isEqualTo(found.getFirst());
                    assertThat(written.actor()).startsWith("person:");
                    assertThat(written.expectedHash()).isEqualTo(written.hash());
                });
    }

    @Test
    void findsOlderEventsThatStillNameALogin() {
        var subject = Samples.name();
        var later = "late-" + Samples.name();
        audit.append(later, "commented", subject, "before there was an account");
        new AccountStore(database.jdbc(), Database.ticking())
                .add(later, "Late", "hash", Set.of(Role.REQUESTER));
        audit.append(later, "commented", subject, "since");

        assertThat(search.before(by(later), null, 5))
                .extracting(AuditEvent::actor)
                .containsExactly(later, later);
    }

    @Test
    void showsAPseudonymOnceAnAccountIsForgottenAndTheChainHolds() {
        var subject = Samples.name();
        audit.append(rita.login(), "commented", subject, "for " + marked());

        var pseudonym = people.forget(rita.id());

        assertThat(audit.of(subject))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.actor()).isEqualTo(pseudonym);
                            assertThat(event.detail()).isEqualTo("for " + pseudonym);
                            assertThat(event.expectedHash()).isEqualTo(event.hash());
                        });
        assertThat(search.before(by(rita.login()), null, 5)).isEmpty();
        assertThat(search.before(by(pseudonym), null, 5)).hasSize(1);
    }

    @Test
    void tellsListenersTheLogin() {
        var heard = new ArrayList<String>();
        var heeded =
                new AuditTrail(
                        database.jdbc(),
                        database.transactions(),
                        Database.ticking(),
                        (actor, action, subject, detail) ->
                                heard.addAll(List.of(actor, subject, detail)));

        heeded.append(rita.login(), "account.leaving", rita.login(), "after " + marked());

        assertThat(heard).containsExactly(rita.login(), rita.login(), "after " + rita.login());
    }

    @Test
    void leavesMarkedWordsThatAreNoLoginAsTheyAre() {
        var subject = Samples.name();
        audit.append("nobody", "commented", subject, "of " + AuditPeople.mark("no$1body") + "!");

        assertThat(audit.of(subject).getFirst().detail()).isEqualTo("of no$1body!");
    }

    private String marked() {
        return AuditPeople.mark(rita.login());
    }

    private String written(String subject) {
        return String.join(
                "\n",
                database.jdbc()
                        .sql(
                                "SELECT actor || ' ' || detail FROM audit_event WHERE subject = :subject")
                        .param("subject", subject)
                        .query(String.class)
                        .list());
    }

    private static AuditFilter by(String actor) {
        return new AuditFilter(actor, null, null, null, null, null, null, null, null);
    }
}
