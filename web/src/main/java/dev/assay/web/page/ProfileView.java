package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ProfileWish;
import dev.assay.registry.consumer.ConsumerProfile;
import dev.assay.registry.consumer.ConsumerProfiles;
import dev.assay.registry.consumer.Grants;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer is held to.
 *
 * @param limits what that means, a sentence each
 * @param wanted the wider one that waits, in words, or null
 * @param mayDecide whether the reader may answer that
 * @param choices what it could be held to instead
 */
record ProfileView(
        String id,
        String name,
        String says,
        List<String> limits,
        @Nullable String wanted,
        boolean mayDecide,
        List<ConsumerView.Choice> choices) {

    static ProfileView of(
            Consumer consumer, Optional<ProfileWish> waits, People people, Account reader) {
        var profiles = ConsumerProfiles.builtIn();
        var profile = profiles.of(consumer);
        return new ProfileView(
                consumer.profile(),
                profile.map(ConsumerProfile::name).orElse(consumer.profile()),
                profile.map(ConsumerProfile::says).orElse("is not known, so it is granted nothing"),
                profile.map(ProfileView::limits).orElse(List.of()),
                waits.map(each -> words(each, people)).orElse(null),
                Grants.mayGrant(reader)
                        || waits.filter(each -> each.askerId().equals(reader.id())).isPresent(),
                choices(profiles, consumer.profile()));
    }

    private static List<String> limits(ConsumerProfile profile) {
        var limits = new ArrayList<String>();
        if (!profile.allowsWriting()) {
            limits.add("No tool that writes.");
        }
        if (!profile.writes().isEmpty()) {
            limits.add(
                    "Of tools that write, those alone whose name says "
                            + String.join(", ", profile.writes())
                            + ".");
        }
        if (profile.twoToWrite()) {
            limits.add("A tool that writes takes two who grant, one of them security.");
        }
        if (profile.oneGrant()) {
            limits.add("One tool that writes, one grant at a time.");
        }
        if (profile.mostDays() != null) {
            limits.add("A grant lasts at most " + days(profile.mostDays()) + ".");
        }
        if (profile.rotateAfter()) {
            limits.add("When a grant has ended, its token is made anew before the next.");
        }
        limits.add(
                "Never a tool that by its name or data "
                        + String.join(
                                ", ",
                                profile.never().stream().map(ConsumerProfile.Never::why).toList())
                        + ".");
        return limits;
    }

    private static String days(int days) {
        return days == 1 ? "a day" : days + " days";
    }

    private static String words(ProfileWish wish, People people) {
        var first = wish.firstBy();
        return people.name(wish.askerId())
                + " asks for "
                + (wish.wanted().isEmpty() ? "no profile" : wish.wanted())
                + ": "
                + wish.reason()
                + ". "
                + (wish.needsTwo() ? "It takes two people, one of them security." : "")
                + (first == null ? "" : " " + people.name(first) + " has agreed.");
    }

    private static List<ConsumerView.Choice> choices(ConsumerProfiles profiles, String now) {
        var choices = new ArrayList<ConsumerView.Choice>();
        for (var each : profiles.all()) {
            if (!each.id().equals(now)) {
                choices.add(
                        new ConsumerView.Choice(
                                each.id(),
                                each.name()
                                        + (profiles.isNarrower(each.id(), now)
                                                ? ", narrower"
                                                : ", to be asked for")));
            }
        }
        if (!now.isEmpty()) {
            choices.add(new ConsumerView.Choice("", "none, to be asked for"));
        }
        return choices;
    }
}
