package dev.assay.inventory.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ServerFilterTest {

    @Test
    void comesBackFromItsOwnAddress() {
        var filter =
                ServerFilter.EVERYTHING
                        .withText("mail & post")
                        .toggled(Facet.STATE, "approved")
                        .toggled(Facet.OWNER, "Team Post, Ä=1")
                        .withOverdue(true)
                        .by(ServerOrder.DUE);

        assertThat(filter.query())
                .isEqualTo(
                        "q=mail+%26+post&state=approved&owner=Team+Post%2C+%C3%84%3D1&overdue=yes&sort=due");
        assertThat(
                        ServerFilter.of(
                                Map.of(
                                        "q", new String[] {"mail & post"},
                                        "state", new String[] {"approved"},
                                        "owner", new String[] {"Team Post, Ä=1"},
                                        "overdue", new String[] {"yes"},
                                        "sort", new String[] {"due"})))
                .isEqualTo(filter);
        assertThat(ServerFilter.parse(filter.query())).isEqualTo(filter);
        assertThat(ServerFilter.parse("q=%zz&&=&state")).isEqualTo(ServerFilter.EVERYTHING);
        assertThat(ServerFilter.EVERYTHING.query()).isEmpty();
    }

    @Test
    void passesOverWhatIsNoFilter() {
        var filter =
                ServerFilter.of(
                        Map.of(
                                "q", new String[] {"  "},
                                "state", new String[] {"", " "},
                                "sort", new String[] {"nothing"},
                                "else", new String[] {"x"}));
        assertThat(filter).isEqualTo(ServerFilter.EVERYTHING);
        assertThat(filter.isOpen()).isTrue();
    }

    @Test
    void takesNoMoreThanASearchCanStand() {
        var filter = ServerFilter.EVERYTHING.withText("a b c d e f g h " + "x".repeat(500));
        assertThat(filter.text()).hasSize(200);
        assertThat(filter.words()).hasSize(5);
    }
}
