package dev.assay.registry.consumer;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.workflow.ReviewPanel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What may be granted, and what a grant is worth now. */
public final class Grantable {

    /** The database's bound too. */
    private static final int MOST_DAYS = 365;

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final ToolStore tools;
    private final AccountStore accounts;
    private final ConsumerStore consumers;
    private final ReviewPanel panel;
    private final ConsumerProfiles profiles = ConsumerProfiles.builtIn();

    Grantable(
            ReleaseStore releases,
            ReviewStore reviews,
            ToolStore tools,
            AccountStore accounts,
            ConsumerStore consumers,
            ReviewPanel panel) {
        this.releases = releases;
        this.reviews = reviews;
        this.tools = tools;
        this.accounts = accounts;
        this.consumers = consumers;
        this.panel = panel;
    }

    /** Whether a tool may be granted. */
    sealed interface Look {

        /**
         * It may.
         *
         * @param mostDays for how long at most, by tier or profile
         * @param byProfile whether the profile says so, since it is less than the tier's
         * @param needsTwo whether two people have to agree: it writes and much is at stake or the
         *     consumer's profile says so, or it was never to be used once
         */
        record Yes(ToolEntry entry, Tier tier, int mostDays, boolean byProfile, boolean needsTwo)
                implements Look {

            String tooLong(int days) {
                return (byProfile
                                ? "the profile that it is held to has a grant last "
                                : "the tier of this server is "
                                        + tier.words()
                                        + ", so a grant of its tools lasts ")
                        + (mostDays == 1 ? "at most a day" : "1 to " + mostDays + " days")
                        + ", not "
                        + days;
            }
        }

        /** It may not. */
        record No(String why) implements Look {}
    }

    /** A tool of an approved release that somebody could ask for. */
    public record Tool(Release release, ToolEntry entry) {}

    Look look(Consumer consumer, Release release, String tool, Stage environment) {
        var name = release.purl().packageName() + " " + release.purl().exactVersion();
        var stage = release.stage();
        if (release.state() != ReleaseState.APPROVED || stage == null) {
            return new Look.No(
                    name
                            + " is "
                            + release.state().words()
                            + "; tools of approved releases alone are granted");
        }
        var entry = find(release, tool).orElse(null);
        if (entry == null) {
            return new Look.No(
                    name + " offers no tool named '" + tool + "'; a grant names one that it does");
        }
        if (!entry.isConfirmed()) {
            return new Look.No(
                    "no reviewer has said yet what "
                            + tool
                            + " may be used for; have that confirmed");
        }
        if (entry.toolClass() == ToolClass.NEVER) {
            return new Look.No(tool + " is never to be used, so nobody is granted it");
        }
        if (!stage.covers(environment)) {
            return new Look.No(
                    name
                            + " is approved for "
                            + stage.words()
                            + " and no further; ask for the release to be promoted first");
        }
        if (!consumer.stage().covers(environment)) {
            return new Look.No(
                    consumer.name()
                            + " is on record for "
                            + consumer.stage().words()
                            + " and goes no further");
        }
        if (environment == Stage.READ_ONLY && entry.toolClass() == ToolClass.WRITE) {
            return new Look.No(tool + " writes, and read-only is for tools that read");
        }
        var objection = profiles.objection(consumer, entry);
        if (objection.isPresent()) {
            return new Look.No(objection.get());
        }
        var standing = approved(release).map(panel::of);
        var tier = standing.map(ReviewPanel.Standing::tier).orElse(Tier.HIGH);
        var most = Math.min(MOST_DAYS, standing.map(ReviewPanel.Standing::mostDays).orElse(90));
        var profile = profiles.of(consumer);
        var days = profile.map(ConsumerProfile::mostDays).orElse(most);
        var carefully =
                tier == Tier.HIGH || profile.filter(ConsumerProfile::twoToWrite).isPresent();
        return new Look.Yes(
                entry,
                tier,
                Math.min(most, days),
                days < most,
                entry.neverOnce() || (entry.toolClass() == ToolClass.WRITE && carefully));
    }

    /** Every tool that could be asked for a consumer, by server and name. */
    public List<Tool> tools(Consumer consumer) {
        var all = new ArrayList<Tool>();
        for (var release : releases.inStates(List.of(ReleaseState.APPROVED))) {
            tools.of(release.id()).stream()
                    .filter(each -> each.isConfirmed() && each.toolClass() != ToolClass.NEVER)
                    .filter(each -> profiles.objection(consumer, each).isEmpty())
                    .forEach(each -> all.add(new Tool(release, each)));
        }
        all.sort(
                Comparator.comparing((Tool each) -> each.release().purl().toString())
                        .thenComparing(each -> each.entry().name()));
        return all;
    }

    /**
     * Why a grant that holds is worth nothing at the moment: no approved version of the server
     * offers that tool as it was granted.
     *
     * @return empty where it can be used
     */
    public Optional<String> hindrance(Grant grant) {
        var consumer = consumers.find(grant.consumerId()).orElseThrow();
        var objection = objection(consumer, grant);
        if (objection.isPresent()) {
            return objection;
        }
        var approved =
                releases.ofPackage(grant.packagePurl()).stream()
                        .filter(each -> each.state() == ReleaseState.APPROVED)
                        .filter(
                                each ->
                                        each.stage() != null
                                                && each.stage().covers(grant.environment()))
                        .toList();
        if (approved.isEmpty()) {
            return Optional.of(
                    "no version of the server is approved for " + grant.environment().words());
        }
        var offered = approved.stream().flatMap(each -> find(each, grant.tool()).stream()).toList();
        if (offered.isEmpty()) {
            return Optional.of("no approved version offers the tool any more");
        }
        var fits =
                offered.stream()
                        .anyMatch(
                                each ->
                                        each.isConfirmed()
                                                && each.toolClass() != ToolClass.NEVER
                                                && !each.toolClass()
                                                        .isWiderThan(grant.toolClass()));
        return fits
                ? Optional.empty()
                : Optional.of(
                        "in the approved versions the tool is "
                                + offered.getFirst().toolClass().words()
                                + " now, and it was granted as "
                                + grant.toolClass().words());
    }

    /** Why a consumer's profile refuses what it was granted. */
    Optional<String> objection(Consumer consumer, Grant grant) {
        return tools.of(grant.releaseId()).stream()
                .filter(each -> each.name().equals(grant.tool()))
                .findFirst()
                .flatMap(each -> profiles.objection(consumer, each));
    }

    boolean isSecurity(Id account) {
        return accounts.find(account).filter(each -> each.has(Role.SECURITY)).isPresent();
    }

    private Optional<ToolEntry> find(Release release, String tool) {
        return tools.of(release.id()).stream().filter(each -> each.name().equals(tool)).findFirst();
    }

    /** The review that approved it last. */
    private Optional<Review> approved(Release release) {
        return reviews.reviews(release.id()).stream()
                .filter(each -> each.state() == Review.State.APPROVED)
                .findFirst();
    }
}
