package dev.assay.inventory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class ViewStoreTest {

    @Parameter Database database;
    private ViewStore views;
    private Id ada;
    private Id ben;

    @BeforeEach
    void open() {
        views = new ViewStore(database.jdbc(), Database.ticking());
        ada = somebody();
        ben = somebody();
    }

    @Test
    void othersSeeWhatIsSharedAlone() {
        var own = views.add(ada, "mine", "state=approved", false).orElseThrow();
        var shared = views.add(ada, "ours", "overdue=yes", true).orElseThrow();

        assertThat(views.visibleTo(ada)).contains(own, shared);
        assertThat(views.visibleTo(ben)).contains(shared).doesNotContain(own);
        assertThat(views.ownedBy(ada)).isEqualTo(2);
    }

    @Test
    void onePersonHasOneViewOfAName() {
        var view = views.add(ada, "mine", "", false).orElseThrow();

        assertThat(views.add(ada, "mine", "q=x", true)).isEmpty();
        assertThat(views.add(ben, "mine", "", false)).isPresent();
        var other = views.add(ada, "other", "", false).orElseThrow();
        assertThat(views.change(renamed(other, "mine", false))).isFalse();
        assertThat(views.change(renamed(view, "mine", true))).isTrue();
        assertThat(views.find(view.id()).orElseThrow().shared()).isTrue();
    }

    @Test
    void whoeverBeganWithAViewBeginsWithEverythingOnceItIsGoneOrNotShared() {
        var view = views.add(ada, "ours", "", true).orElseThrow();
        views.begin(ada, view.id());
        views.begin(ben, view.id());
        assertThat(views.beginning(ben)).contains(view);

        views.change(renamed(view, "ours", false));
        assertThat(views.beginning(ben)).isEmpty();
        assertThat(views.beginning(ada)).isPresent();

        views.remove(view.id());
        assertThat(views.beginning(ada)).isEmpty();
        assertThat(views.visibleTo(ada)).isEmpty();
    }

    @Test
    void theLastChoiceOfABeginningCounts() {
        var one = views.add(ada, "one", "", false).orElseThrow();
        var two = views.add(ada, "two", "", false).orElseThrow();
        views.begin(ada, one.id());
        views.begin(ada, two.id());
        assertThat(views.beginning(ada)).contains(two);
        views.beginWithEverything(ada);
        assertThat(views.beginning(ada)).isEmpty();
    }

    private static SavedView renamed(SavedView view, String name, boolean shared) {
        return new SavedView(
                view.id(), view.ownerId(), name, view.filter(), shared, view.updatedAt());
    }

    private Id somebody() {
        var login = Samples.name();
        return new AccountStore(database.jdbc(), Database.ticking())
                .add(login, login, "hash", Set.of(Role.SECURITY))
                .id();
    }
}
