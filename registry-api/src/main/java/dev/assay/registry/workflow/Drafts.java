package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.review.DraftStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Keeps what people write before they hand it in: each their own, as it is typed, unchecked. Saving
 * decides nothing, so it leaves no event; but for what a program writes, whose owner was not there.
 */
public final class Drafts {

    private static final int MOST_DRAFTS = 50;
    private static final int MOST_CHARACTERS = 200_000;

    private final DraftStore store;
    private final AuditTrail audit;
    private final Deeds deeds;

    Drafts(DraftStore store, AuditTrail audit, Deeds deeds) {
        this.store = store;
        this.audit = audit;
        this.deeds = deeds;
    }

    /**
     * What is written so far.
     *
     * @param id the draft it goes on with; null for a new one
     */
    public record Written(
            @Nullable Id id,
            String purl,
            String domains,
            Answers answers,
            Draft.Origin origin,
            @Nullable Id originId) {}

    /** Keeps it. A draft that is gone, handed in or thrown away elsewhere, begins anew. */
    public Deed<Draft> save(Account account, Written written) {
        if (length(written) > MOST_CHARACTERS) {
            return new Deed.Refused<>(
                    "it is longer than "
                            + MOST_CHARACTERS
                            + " characters and was not saved; shorten it");
        }
        return deeds.whole(
                () -> {
                    var id = written.id();
                    if (id != null
                            && store.save(
                                    id,
                                    account.id(),
                                    written.purl(),
                                    written.domains(),
                                    written.answers())) {
                        return new Deed.Done<>(store.find(id, account.id()).orElseThrow());
                    }
                    if (store.count(account.id()) >= MOST_DRAFTS) {
                        return new Deed.Refused<>(
                                "you have "
                                        + MOST_DRAFTS
                                        + " drafts already; hand one in or throw one away");
                    }
                    var draft =
                            store.add(
                                    account.id(),
                                    written.purl(),
                                    written.domains(),
                                    written.answers(),
                                    written.origin(),
                                    written.originId());
                    if (written.origin() == Draft.Origin.AGENT) {
                        audit.append(
                                account.login(),
                                "request.drafted",
                                written.purl(),
                                "by a program with the token " + written.originId());
                    }
                    return new Deed.Done<>(draft);
                });
    }

    public Optional<Draft> find(Account account, Id id) {
        return store.find(id, account.id());
    }

    /** Last written first. */
    public List<Draft> of(Account account) {
        return store.of(account.id());
    }

    /** Throws a draft away; also once it is handed in. */
    public boolean remove(Account account, Id id) {
        return deeds.whole(() -> store.remove(id, account.id()));
    }

    /** Drafts of other people for the very release. */
    public List<Draft> ofOthers(Account account, String purl) {
        try {
            var parsed = Purl.parse(purl.strip());
            var version = parsed.version();
            return version == null
                    ? List.of()
                    : store
                            .naming(
                                    List.of(
                                            purl,
                                            parsed.toString(),
                                            "npm:" + parsed.packageName() + "@" + version))
                            .stream()
                            .filter(each -> !each.accountId().equals(account.id()))
                            .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static int length(Written written) {
        return written.purl().length()
                + written.domains().length()
                + written.answers().byQuestion().values().stream()
                        .mapToInt(each -> each.choice().length() + each.text().length())
                        .sum();
    }
}
