package dev.assay.registry.dpia;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.List;

/**
 * Which business systems stand behind a server, as far as its record says: by its tools, as entries
 * of their own, and in the words of its request.
 */
final class BusinessSystems {

    /** What a request answers where a server is connected to none. */
    private static final String NONE = "none";

    /**
     * The systems that a tool reaches.
     *
     * @param names empty where nobody has said; "none" alone where it is known to reach none
     * @param ofServer whether that is said of the server, and not of this tool
     */
    record Behind(List<String> names, boolean ofServer) {}

    private BusinessSystems() {}

    static Behind of(ServerRecord server, Entry tool) {
        var named = tool.value(Field.TOOL_SYSTEM);
        if (named.isKnown()) {
            return new Behind(
                    named.words().isEmpty() ? List.of(NONE) : List.copyOf(named.words()), false);
        }
        var entries =
                server.each(Subject.SYSTEM)
                        .filter(each -> each.value(Field.SYSTEM_TOOLS).words().isEmpty())
                        .map(each -> each.text(Field.SYSTEM_NAME))
                        .filter(each -> !each.isBlank())
                        .toList();
        return new Behind(entries.isEmpty() ? asked(server) : entries, true);
    }

    /** In one cell: the entries where there are some, otherwise the words of the request. */
    static Cell cell(ServerRecord server) {
        var entries =
                server.each(Subject.SYSTEM)
                        .map(each -> Cell.of(each.value(Field.SYSTEM_NAME)))
                        .distinct()
                        .toList();
        if (!entries.isEmpty()) {
            return Cell.together(entries, "");
        }
        var asked = asked(server);
        if (asked.isEmpty()) {
            return Cell.unknown("no business system is on record");
        }
        var value = server.itself().value(saying(server));
        return new Cell(String.join(", ", asked), Mark.of(value.provenance()), value.source());
    }

    /** What the request says, whatever its tools are said to reach. */
    private static List<String> asked(ServerRecord server) {
        var value = server.itself().value(saying(server));
        return saying(server) == Field.SERVER_SYSTEMS_DETAIL
                ? List.copyOf(value.words())
                : value.words().stream()
                        .map(each -> each.equals(NONE) ? NONE : each + " (not named)")
                        .toList();
    }

    private static Field saying(ServerRecord server) {
        var kinds = server.itself().value(Field.SERVER_SYSTEMS);
        if (kinds.words().contains(NONE)) {
            return Field.SERVER_SYSTEMS;
        }
        return server.itself().value(Field.SERVER_SYSTEMS_DETAIL).words().isEmpty()
                ? Field.SERVER_SYSTEMS
                : Field.SERVER_SYSTEMS_DETAIL;
    }
}
