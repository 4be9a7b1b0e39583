package dev.assay.registry.gate;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Sightings.Outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a refusal is told. In this order: what, in which state, why, what to do now, where. No word
 * of it reads like a failed sign-in, since some clients add such words themselves.
 */
public final class Refusals {

    /** The longest {@code detail}: Maven prints it in one line. */
    private static final int LONGEST_DETAIL = 300;

    private static final int SHORTEST_SENTENCE = 120;
    private static final int LONGEST_NAME = 120;
    private static final int MOST_ALTERNATIVES = 3;
    private static final String PROBLEM_JSON = "application/problem+json";

    /** What to use instead. */
    public record Alternative(String version, String install) {}

    /** Where a refusal points. */
    public sealed interface Link {

        record Page(Id id) implements Link {}

        /** This client's sightings for the hour are used up. */
        record Capped() implements Link {}

        record None() implements Link {}

        static Link of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Recorded(var id) -> new Page(id);
                case Outcome.Capped c -> new Capped();
                case Outcome.NotRecorded n -> new None();
            };
        }
    }

    private final Addresses addresses;
    private final String contact;
    private final BlockedFetches blocked;
    private final GateMeters meters;

    public Refusals(
            Addresses addresses, String contact, BlockedFetches blocked, GateMeters meters) {
        this.addresses = addresses;
        this.blocked = blocked;
        this.meters = meters;
        this.contact = PlainText.line(contact, 100);
    }

    /** Where a refusal points without a sighting of its own, empty where it needs one. */
    public static Optional<Link> link(Block block) {
        if (block.cause() == Cause.BYTES_DIFFER) {
            return Optional.of(
                    block.incident() == null ? new Link.None() : new Link.Page(block.incident()));
        }
        var about = block.about();
        return about == null ? Optional.empty() : Optional.of(new Link.Page(about.id()));
    }

    /** A 403 with everything that any client shows. */
    public GateAnswer answer(
            GateRequest request, Block block, List<Alternative> alternatives, Link link) {
        blocked.refused(block, request.client());
        meters.refused(block);
        var detail = detail(request, block, alternatives, link);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", PROBLEM_JSON);
        headers.put("Cache-Control", "no-store");
        if (link instanceof Link.Page(var id)) {
            headers.put("X-Gate-Decision", id.value());
        }
        return new GateAnswer(
                403,
                reasonPhrase(request, block, alternatives, link),
                headers,
                new GateAnswer.Bytes(
                        new RefusalDocument(addresses, contact)
                                .write(request, block, alternatives, link, detail)));
    }

    /** The whole of it in one line of at most 300 characters. */
    public String detail(
            GateRequest request, Block block, List<Alternative> alternatives, Link link) {
        var todo = whatToDo(request, block, alternatives, link);
        var room = Math.max(SHORTEST_SENTENCE, LONGEST_DETAIL - todo.length() - 2);
        return PlainText.line(block.sentence(), room) + ". " + todo;
    }

    /** What is refused, in which state and why, over two lines at most. */
    public List<String> what(Block block) {
        var lines = new ArrayList<String>();
        lines.add(subject(block) + " is not approved (status: " + state(block) + ").");
        var about = block.about();
        if (about != null && !about.reason().isBlank() && !block.cause().speaksForItself()) {
            lines.add("Why: " + PlainText.line(about.reason(), LONGEST_DETAIL));
        }
        return lines;
    }

    /** The mark of a version that is listed although it is refused. */
    public String mark(
            GateRequest request, Block block, List<Alternative> alternatives, Link link) {
        var use = alternatives.isEmpty() ? "" : "; use " + versions(alternatives);
        var where = link instanceof Link.Page(var id) ? " - " + addresses.page(request, id) : "";
        return "NOT APPROVED by Assay: " + state(block) + use + where;
    }

    /** What to use, where to go, who decides: a line each. */
    public List<String> footer(GateRequest request, List<Alternative> alternatives, Link link) {
        var lines = new ArrayList<String>();
        if (!alternatives.isEmpty()) {
            lines.add(
                    "Approved: "
                            + alternatives.stream()
                                    .limit(MOST_ALTERNATIVES)
                                    .map(each -> each.version() + " (" + each.install() + ")")
                                    .collect(Collectors.joining(", ")));
        }
        if (link instanceof Link.Page(var id)) {
            lines.add("Request/track: " + addresses.page(request, id));
        }
        lines.add("Decided by: " + contact);
        return lines;
    }

    private String whatToDo(
            GateRequest request, Block block, List<Alternative> alternatives, Link link) {
        var use =
                alternatives.isEmpty() || block.cause() == Cause.BYTES_DIFFER
                        ? ""
                        : "Use " + versions(alternatives) + ". ";
        return switch (link) {
            case Link.Page(var id) ->
                    use
                            + (block.about() == null && block.incident() == null
                                    ? "Request it at "
                                    : "Follow it at ")
                            + addresses.page(request, id);
            case Link.Capped c ->
                    use
                            + "Your address asked for too many unknown packages in this hour to note"
                            + " another; ask "
                            + contact;
            case Link.None n -> use + "Ask " + contact;
        };
    }

    private String reasonPhrase(
            GateRequest request, Block block, List<Alternative> alternatives, Link link) {
        var phrase = new StringBuilder("Blocked by Assay's policy, not a login problem: ");
        phrase.append(PlainText.ascii(subject(block), LONGEST_NAME));
        phrase.append(' ').append(PlainText.ascii(state(block), LONGEST_NAME));
        if (!alternatives.isEmpty() && block.cause() != Cause.BYTES_DIFFER) {
            phrase.append("; use ").append(PlainText.ascii(versions(alternatives), 60));
        }
        if (link instanceof Link.Page(var id)) {
            phrase.append("; ").append(PlainText.ascii(addresses.page(request, id), 200));
        }
        return phrase.toString();
    }

    private static String versions(List<Alternative> alternatives) {
        return alternatives.stream()
                .limit(MOST_ALTERNATIVES)
                .map(Alternative::version)
                .collect(Collectors.joining(" or "));
    }

    static String subject(Block block) {
        return PlainText.line(block.subject(), 2 * LONGEST_NAME);
    }

    static String state(Block block) {
        return PlainText.line(block.state(), 2 * LONGEST_NAME);
    }
}
