package dev.assay.inventory.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What has to do with a tool or a business system, though no event has a place for either. */
@ParameterizedClass
@EnumSource(Database.class)
class AuditBehindTest {

    @Parameter Database database;
    private Clock clock;
    private AuditTrail audit;
    private AuditSearch search;
    private Account owner;
    private Release release;
    private Purl server;

    @BeforeEach
    void open() {
        clock = Database.ticking();
        audit = new AuditTrail(database.jdbc(), database.transactions(), clock);
        search = new AuditSearch(database.jdbc());
        owner =
                new AccountStore(database.jdbc(), clock)
                        .add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
        release = new ReleaseStore(database.jdbc(), clock).add(Samples.purl());
        server = release.purl().withVersion(null);
        audit.append("sam", "release.requested", release.purl().toString(), "one");
        audit.append("sam", "release.approved", server + "@2.0.0", "two");
        audit.append("sam", "release.approved", Samples.purl().toString(), "another");
    }

    @Test
    void findsWhatIsAboutServersThatHaveATool() {
        var tool = Samples.name() + "_100%";
        offer(tool, "");

        assertThat(found(behind(tool, null))).containsExactly("two", "one");
        assertThat(found(behind(tool.replace('_', 'x'), null))).isEmpty();
        assertThat(found(behind("no-such-tool", null))).isEmpty();
    }

    @Test
    void findsGrantsOfAToolAndOfNoOther() {
        var tool = Samples.name() + "_100%";
        offer(tool, "");
        var consumer = granted(tool);
        record(consumer, "grant.asked", tool + " of @scope/a in pilot: three");
        record(consumer, "grant.asked", "more_" + tool + " of @scope/a in pilot: no");
        record(consumer, "grant.asked", tool.replace('_', 'x') + " of @scope/a in pilot: no");
        record(consumer, "consumer.retired", tool + " of no use any more");

        assertThat(found(behind(tool, null)))
                .containsExactly(tool + " of @scope/a in pilot: three", "two", "one");
        assertThat(search.count(behind(tool, null))).isEqualTo(3);
    }

    @Test
    void findsWhatIsAboutServersWithASystemInTheTermsOfATool() {
        var system = "the \"big\" CRM_" + Samples.name() + "%";
        offer(Samples.name(), system);

        assertThat(found(behind(null, system))).containsExactly("two", "one");
        assertThat(found(behind(null, system.replace('_', 'x')))).isEmpty();
        assertThat(found(behind(null, system.substring(4)))).isEmpty();
    }

    @Test
    void findsWhatIsAboutServersOfWhichASystemWasStated() {
        var system = "CRM " + Samples.name();
        new ServerStore(database.jdbc(), clock).hold(server);
        assertThat(found(behind(null, system))).isEmpty();

        var stated = new StatedValueStore(database.jdbc(), clock);
        stated.state(
                Servers.id(server),
                Field.SYSTEM_KIND,
                system,
                List.of("test"),
                owner.id(),
                "a reason");

        assertThat(found(behind(null, system))).containsExactly("two", "one");
        assertThat(found(behind("no-such-tool", system))).isEmpty();
    }

    private void record(Consumer consumer, String action, String detail) {
        audit.append("sam", action, "consumer " + consumer.name(), detail);
    }

    private Consumer granted(String tool) {
        var consumer =
                new ConsumerStore(database.jdbc(), clock)
                        .add(
                                Samples.name(),
                                "Answers tickets",
                                owner.id(),
                                Stage.PILOT,
                                "",
                                owner.id());
        new GrantStore(database.jdbc(), clock)
                .ask(
                        new GrantStore.Wish(
                                consumer,
                                release.id(),
                                release.purl(),
                                tool,
                                ToolClass.READ,
                                Stage.PILOT,
                                owner.id(),
                                "answers tickets",
                                30,
                                false));
        return consumer;
    }

    private void offer(String tool, String system) {
        new ToolStore(database.jdbc(), clock)
                .put(
                        new ToolEntry(
                                Id.random(),
                                release.id(),
                                tool,
                                Sha256.of(new byte[] {1}),
                                "{}",
                                ToolClass.READ,
                                ToolClass.READ,
                                false,
                                new ToolTerms(
                                        List.of(),
                                        system,
                                        List.of(),
                                        ApprovalMode.CONFIRM,
                                        new RateLimit(1, 60)),
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    private List<String> found(AuditFilter filter) {
        return search.before(filter, null, 50).stream().map(AuditEvent::detail).toList();
    }

    private static AuditFilter behind(@Nullable String tool, @Nullable String system) {
        return new AuditFilter(null, null, null, tool, system, null, null, null, null);
    }
}
