package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.server.Servers;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.web.Installation;
import dev.assay.web.RunningAssay;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;

/** Says from the command line which packages are one server. */
@RunningAssay
class PackagesDeskTest {

    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired Tokens tokens;
    @LocalServerPort int port;

    @Test
    void joinsAndPartsPackagesAsAReviewerAndListsThemAsAnybody() throws Exception {
        var reviewer = installation.account(Role.SECURITY);
        var npm = approved(installation.somePackage());
        var other = approved(installation.somePackage());
        var named = npm.withVersion(null).toString();
        var its = other.withVersion(null).toString();

        try (var desk = desk(reviewer, TokenScope.API_WRITE)) {
            assertThat(desk.list(named).lines()).containsExactly(named + "  listed");
            assertThat(desk.join(named, its, "the same people publish both").lines())
                    .containsExactly(
                            named + "  listed",
                            its
                                    + "  stated by "
                                    + reviewer.login()
                                    + ": the same people publish both");
            assertThat(desk.list(its).lines()).as("by its other package").hasSize(2);
            assertThat(desk.list(Servers.id(npm).value()).lines()).as("by its id").hasSize(2);
            assertThatThrownBy(() -> desk.join(named, its, "again"))
                    .isInstanceOf(IncompleteException.class)
                    .hasMessageContaining("409");
            assertThat(desk.part(its, "somebody else's").lines())
                    .containsExactly(named + "  listed");
            assertThatThrownBy(() -> desk.list("no such thing"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("names no package");
        }
        try (var desk = desk(installation.account(Role.REQUESTER), TokenScope.API_WRITE)) {
            assertThat(desk.list(named).lines()).hasSize(1);
            assertThatThrownBy(() -> desk.join(named, its, "I say so"))
                    .isInstanceOf(IncompleteException.class)
                    .hasMessageContaining("403");
        }
    }

    private PackagesDesk desk(Account account, TokenScope scope) throws IOException {
        var token =
                tokens.make(
                        account,
                        account.login(),
                        "packages",
                        EnumSet.of(TokenScope.API_READ, scope),
                        Stage.PRODUCTION,
                        9);
        assertThat(token).isInstanceOf(TokenOutcome.Made.class);
        return new PackagesDesk(
                URI.create("http://127.0.0.1:" + port), ((TokenOutcome.Made) token).secret());
    }

    private Purl approved(Purl purl) throws IOException {
        var review =
                installation.inReview(
                        purl,
                        installation.account(Role.REQUESTER),
                        "to answer mail",
                        "Mail Team",
                        List.of("api.example.com"),
                        List.of());
        releases.move(
                review.releaseId(),
                EnumSet.allOf(ReleaseState.class),
                ReleaseState.APPROVED,
                "in this test");
        return purl;
    }
}
