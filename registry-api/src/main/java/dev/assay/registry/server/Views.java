package dev.assay.registry.server;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.server.SavedView;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.server.ViewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deed.Done;
import dev.assay.registry.workflow.Deed.Refused;
import dev.assay.registry.workflow.Deeds;

import java.util.List;
import java.util.Optional;

/** The saved views of the inventory: whose they are, and who may do what with them. */
public final class Views {

    private static final int MOST_EACH = 100;
    private static final String TAKEN = "you have a view of that name";

    private final ViewStore views;
    private final Deeds deeds;

    Views(ViewStore views, Deeds deeds) {
        this.views = views;
        this.deeds = deeds;
    }

    /** Somebody's own and what is shared. */
    public List<SavedView> of(Account reader) {
        return views.visibleTo(reader.id());
    }

    /** A view that this person may see. */
    public Optional<SavedView> find(Account reader, Id id) {
        return views.find(id).filter(each -> each.shared() || each.ownerId().equals(reader.id()));
    }

    /** The view that somebody begins with. */
    public Optional<SavedView> beginning(Account reader) {
        return views.beginning(reader.id());
    }

    public Deed<SavedView> add(Account owner, String name, ServerFilter filter, boolean shared) {
        var problem = problem(name, filter.query());
        if (problem != null) {
            return new Refused<>(problem);
        }
        return deeds.whole(
                () ->
                        views.ownedBy(owner.id()) >= MOST_EACH
                                ? new Refused<>(
                                        "you have "
                                                + MOST_EACH
                                                + " views, which is as many as there may be; delete"
                                                + " one first")
                                : views.add(owner.id(), name.strip(), filter.query(), shared)
                                        .<Deed<SavedView>>map(Done::new)
                                        .orElseGet(() -> new Refused<>(TAKEN)));
    }

    /** Changes one's own view. */
    public Deed<SavedView> change(
            Account actor, SavedView view, String name, ServerFilter filter, boolean shared) {
        if (!view.ownerId().equals(actor.id())) {
            return new Refused<>("it is somebody else's; save it under a name of your own");
        }
        var problem = problem(name, filter.query());
        if (problem != null) {
            return new Refused<>(problem);
        }
        var changed =
                new SavedView(
                        view.id(),
                        view.ownerId(),
                        name.strip(),
                        filter.query(),
                        shared,
                        view.updatedAt());
        return deeds.whole(
                () ->
                        views.change(changed)
                                ? new Done<>(views.find(view.id()).orElseThrow())
                                : new Refused<>(TAKEN));
    }

    /** Deletes one's own view; an administrator may delete what is shared. */
    public Deed<SavedView> remove(Account actor, SavedView view) {
        var may =
                view.ownerId().equals(actor.id())
                        || (view.shared() && actor.has(Role.ADMINISTRATOR));
        if (!may) {
            return new Refused<>("it is somebody else's");
        }
        deeds.run(() -> views.remove(view.id()));
        return new Done<>(view);
    }

    /** Lets somebody begin with a view that they may see. */
    public void begin(Account reader, SavedView view) {
        deeds.run(() -> views.begin(reader.id(), view.id()));
    }

    public void beginWithEverything(Account reader) {
        deeds.run(() -> views.beginWithEverything(reader.id()));
    }

    private static @org.jspecify.annotations.Nullable String problem(String name, String filter) {
        if (name.isBlank()) {
            return "a view needs a name";
        }
        if (name.strip().length() > ViewStore.LONGEST_NAME) {
            return "a name has at most " + ViewStore.LONGEST_NAME + " characters";
        }
        return filter.length() > ViewStore.LONGEST_FILTER
                ? "this filter is too long to be kept; choose fewer values"
                : null;
    }
}
