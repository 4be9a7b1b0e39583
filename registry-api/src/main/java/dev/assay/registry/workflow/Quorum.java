package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Vote;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who has to agree, and who has. One person's vote counts for one role.
 *
 * @param seats one per role that is needed, in the order of the roles
 */
public record Quorum(List<Seat> seats) {

    /**
     * @param needed how many different people
     * @param given by how many a vote stands
     */
    public record Seat(Role role, int needed, int given) {

        public int missing() {
            return Math.max(0, needed - given);
        }
    }

    public Quorum {
        seats = List.copyOf(seats);
    }

    static Quorum of(Map<Role, Integer> needed, List<Vote> votes) {
        return new Quorum(
                needed.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                each ->
                                        new Seat(
                                                each.getKey(),
                                                each.getValue(),
                                                (int)
                                                        votes.stream()
                                                                .filter(Vote::stands)
                                                                .filter(
                                                                        vote ->
                                                                                vote.role()
                                                                                        == each
                                                                                                .getKey())
                                                                .count()))
                        .toList());
    }

    public boolean isReached() {
        return seats.stream().allMatch(seat -> seat.missing() == 0);
    }

    /** The role a person's vote would count for: the one that misses most. */
    public Optional<Role> seatFor(Account person) {
        return seats.stream()
                .filter(seat -> seat.missing() > 0 && person.has(seat.role()))
                .max(Comparator.comparingInt(Seat::missing))
                .map(Seat::role);
    }

    boolean isOpen(Role role) {
        return seats.stream().anyMatch(seat -> seat.role() == role && seat.missing() > 0);
    }

    /** For example {@code 1 security, 1 data-protection}. */
    public String stillNeeded() {
        return seats.stream()
                .filter(seat -> seat.missing() > 0)
                .map(seat -> seat.missing() + " " + seat.role().words())
                .collect(Collectors.joining(", "));
    }
}
