package dev.assay.registry.workflow;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Tier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Who has to agree, and how long decisions hold.
 *
 * @param tiers what each tier asks for; what is left out stays as {@link #defaults} has it
 * @param expiryCheck how often what has ended is looked for; the gate does not wait for it
 * @param breakGlass for how long a break-glass lasts where nobody says
 * @param breakGlassMost for how long at most
 * @param waiverDays for how many days a waiver lasts at most
 * @param renewalNotice from how many days before its end an approval is shown as ending
 */
@ConfigurationProperties("assay.review")
public record ReviewSettings(
        @DefaultValue Map<Tier, TierRules> tiers,
        @DefaultValue("5m") Duration expiryCheck,
        @DefaultValue("8h") Duration breakGlass,
        @DefaultValue("72h") Duration breakGlassMost,
        @DefaultValue("90") int waiverDays,
        @DefaultValue("30") int renewalNotice) {

    /**
     * What a tier asks for.
     *
     * @param approvalDays after how many days an approval ends at the latest
     * @param approvals how many different people have to agree in which role; 0 for none
     */
    public record TierRules(
            @Nullable Integer approvalDays, @Nullable Map<Role, Integer> approvals) {

        int days() {
            return Objects.requireNonNull(approvalDays);
        }

        Map<Role, Integer> needed() {
            return Objects.requireNonNull(approvals);
        }
    }

    private static final Duration LONGEST_BREAK_GLASS = Duration.ofHours(72);

    public ReviewSettings {
        var whole = new EnumMap<Tier, TierRules>(Tier.class);
        for (var tier : Tier.values()) {
            whole.put(tier, merged(tier, tiers.get(tier)));
        }
        tiers = Map.copyOf(whole);
        if (breakGlassMost.compareTo(LONGEST_BREAK_GLASS) > 0) {
            throw new IllegalArgumentException(
                    "assay.review.break-glass-most is "
                            + breakGlassMost.toHours()
                            + " hours; 72 are the most, what takes longer is an approval");
        }
        if (!breakGlass.isPositive() || breakGlass.compareTo(breakGlassMost) > 0) {
            throw new IllegalArgumentException(
                    "assay.review.break-glass is not between 0 and assay.review.break-glass-most");
        }
        if (waiverDays < 1) {
            throw new IllegalArgumentException("assay.review.waiver-days is less than 1");
        }
    }

    public TierRules of(Tier tier) {
        return Objects.requireNonNull(tiers.get(tier));
    }

    /**
     * 90, 180 and 365 days; one person for little, two offices for more, and two eyes twice for
     * much.
     */
    static TierRules defaults(Tier tier) {
        return switch (tier) {
            case LOW -> new TierRules(365, Map.of(Role.SECURITY, 1));
            case MEDIUM -> new TierRules(180, Map.of(Role.SECURITY, 1, Role.DATA_PROTECTION, 1));
            case HIGH -> new TierRules(90, Map.of(Role.SECURITY, 2, Role.DATA_PROTECTION, 1));
        };
    }

    private static TierRules merged(Tier tier, @Nullable TierRules given) {
        var base = defaults(tier);
        var name = "assay.review.tiers." + tier.words();
        var days =
                given == null || given.approvalDays() == null ? base.days() : given.approvalDays();
        if (days < 1) {
            throw new IllegalArgumentException(
                    name + ".approval-days is " + days + "; an approval lasts at least 1 day");
        }
        var needed = new EnumMap<Role, Integer>(base.needed());
        if (given != null && given.approvals() != null) {
            needed.putAll(given.approvals());
        }
        needed.forEach((role, count) -> check(name, role, count));
        needed.values().removeIf(count -> count == 0);
        if (needed.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ".approvals asks for nobody; somebody has to agree");
        }
        return new TierRules(days, Map.copyOf(needed));
    }

    private static void check(String name, Role role, int count) {
        if (!Reviewers.ROLES.contains(role)) {
            throw new IllegalArgumentException(
                    name + ".approvals names " + role.words() + ", which decides about nothing");
        }
        if (count < 0) {
            throw new IllegalArgumentException(
                    name + ".approvals." + role.words() + " is less than 0");
        }
    }
}
