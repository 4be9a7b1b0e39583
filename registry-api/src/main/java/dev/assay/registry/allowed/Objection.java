package dev.assay.registry.allowed;

import dev.assay.registry.export.Unsaid;
import dev.assay.registry.gate.PlainText;

import java.util.List;

/**
 * That a target cannot say something of a server.
 *
 * @param about what would have to go for the rest to be said
 * @param items which of them: hosts in words, tools or consumers by name; empty for the server
 * @param why without a full stop
 * @param next what to do about it, likewise
 */
public record Objection(About about, List<String> items, String why, String next) {

    private static final int MOST_NAMED = 5;

    /** What a target cannot say. */
    public enum About {
        SERVER,
        HOST,
        TOOL,
        CONSUMER
    }

    public Objection {
        items = List.copyOf(items);
    }

    public static Objection server(String why, String next) {
        return new Objection(About.SERVER, List.of(), why, next);
    }

    public static Objection host(AllowedHost host, String why, String next) {
        return new Objection(About.HOST, List.of(host.words()), why, next);
    }

    public static Objection tools(List<AllowedTool> tools, String why, String next) {
        return new Objection(About.TOOL, tools.stream().map(AllowedTool::name).toList(), why, next);
    }

    Unsaid of(AllowedServer server) {
        var named =
                items.stream().limit(MOST_NAMED).map(each -> PlainText.ascii(each, 200)).toList();
        return new Unsaid(
                PlainText.ascii(server.purl(), 300)
                        + (named.isEmpty() ? "" : ", " + String.join(", ", named))
                        + (items.size() > MOST_NAMED
                                ? " and " + (items.size() - MOST_NAMED) + " more"
                                : ""),
                why,
                next);
    }
}
