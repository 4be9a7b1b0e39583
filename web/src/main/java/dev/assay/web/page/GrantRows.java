package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grantable;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.workflow.Reviewers;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Makes rows of grants. */
@Component
final class GrantRows {

    private final Consumers consumers;
    private final Grants grants;
    private final Grantable grantable;
    private final People people;

    GrantRows(Consumers consumers, Grants grants, Grantable grantable, People people) {
        this.consumers = consumers;
        this.grants = grants;
        this.grantable = grantable;
        this.people = people;
    }

    List<GrantRow> of(List<Grant> grants, Account reader) {
        return grants.stream().map(each -> row(each, reader)).toList();
    }

    /** Those that the reader may grant. */
    List<GrantRow> waitingFor(Account reader) {
        return of(grants.waiting(), reader).stream().filter(GrantRow::mayGrant).toList();
    }

    private GrantRow row(Grant grant, Account reader) {
        var consumer = consumers.find(grant.consumerId()).orElseThrow();
        var waits = grant.state() == Grant.State.ASKED;
        var holds = grant.state() == Grant.State.GRANTED;
        var given = grant.given();
        var asked = grant.askerId().equals(reader.id());
        var why = waits && Grants.mayGrant(reader) ? objection(grant, consumer, reader) : null;
        return new GrantRow(
                grant.id().value(),
                "/consumers/" + consumer.id(),
                consumer.name(),
                grant.tool(),
                grant.toolClass().words(),
                grant.packagePurl().packageName(),
                "/releases/" + grant.releaseId() + "/tools",
                grant.environment().words(),
                waits && grant.needsTwo()
                        ? grant.first() == null ? "waits for two people" : "waits for a second"
                        : waits ? "waits" : grant.state().words(),
                waits ? "review" : holds ? "approved" : "",
                grant.reason(),
                grant.askedAt(),
                story(grant),
                holds && given != null ? Words.day(given.until()) : null,
                grant.days(),
                waits,
                holds ? grantable.hindrance(grant).orElse(null) : null,
                waits && Grants.mayGrant(reader) && why == null,
                why,
                waits && (Grants.mayGrant(reader) || asked),
                holds
                        && (asked
                                || Reviewers.isOne(reader)
                                || consumer.ownerId().equals(reader.id())));
    }

    private static @Nullable String objection(Grant grant, Consumer consumer, Account reader) {
        var first = grant.first();
        if (grant.askerId().equals(reader.id())) {
            return "You asked for it, so somebody else has to grant it.";
        }
        if (consumer.ownerId().equals(reader.id()) || grant.ownerId().equals(reader.id())) {
            return "The consumer is yours, so somebody else has to grant it.";
        }
        return first != null && first.by().equals(reader.id())
                ? "You have agreed; a second person has to."
                : null;
    }

    private List<String> story(Grant grant) {
        var story = new ArrayList<String>();
        story.add(
                people.name(grant.askerId())
                        + " asked on "
                        + Words.day(grant.askedAt())
                        + " for "
                        + grant.days()
                        + (grant.days() == 1 ? " day" : " days"));
        var first = grant.first();
        if (first != null) {
            story.add(people.name(first.by()) + " agreed: " + first.reason());
        }
        var given = grant.given();
        if (given != null) {
            story.add(people.name(given.by()) + " granted it on " + Words.day(given.at()));
        }
        var ending = grant.ending();
        if (ending != null) {
            var by = ending.by();
            story.add(
                    (by == null ? "" : people.name(by) + ": ")
                            + ending.reason()
                            + ", "
                            + Words.day(ending.at()));
        }
        return story;
    }
}
