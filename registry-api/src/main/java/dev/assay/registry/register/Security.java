package dev.assay.registry.register;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

/** What keeps a server's data safe, in the few lines that a register has room for. */
final class Security {

    private Security() {}

    static Cell of(ServerRecord server) {
        var itself = server.itself();
        var tools = new int[3];
        server.each(Subject.TOOL)
                .map(each -> each.text(Field.TOOL_CLASS))
                .forEach(
                        each -> {
                            switch (each) {
                                case "read" -> tools[0]++;
                                case "write" -> tools[1]++;
                                case "never" -> tools[2]++;
                                default -> {
                                    // Not classed; the count of all tells.
                                }
                            }
                        });
        return new Gathered()
                .labelled("versions pinned by digest and vetted", itself.value(Field.SERVER_SERVED))
                .labelled("approved for at most", itself.value(Field.SERVER_STAGE))
                .labelled("callers authenticate by", itself.value(Field.SERVER_AUTHENTICATION))
                .labelled("isolation", itself.value(Field.SERVER_ISOLATION))
                .labelled("controls act at", itself.value(Field.SERVER_ENFORCEMENT))
                .labelled("in doubt it fails", itself.value(Field.SERVER_FAIL_MODE))
                .labelled("logs", itself.value(Field.SERVER_LOGS))
                .labelled("log kept", itself.value(Field.SERVER_LOG_RETENTION))
                .word(
                        "tools: "
                                + server.each(Subject.TOOL).count()
                                + ", of class read "
                                + tools[0]
                                + ", write "
                                + tools[1]
                                + ", never "
                                + tools[2])
                .cell();
    }

    /** Tools that write without anybody agreeing to a call (UK GDPR Arts. 22A to 22D). */
    static Cell withoutPeople(ServerRecord server) {
        var unwatched = new Gathered();
        var writing =
                server.each(Subject.TOOL)
                        .filter(each -> !each.text(Field.TOOL_CLASS).equals("read"))
                        .filter(each -> !each.text(Field.TOOL_CLASS).equals("never"))
                        .toList();
        if (server.each(Subject.TOOL).findAny().isEmpty()) {
            return Cell.unknown("no tools are on record");
        }
        for (var each : writing) {
            var name = each.text(Field.TOOL_NAME);
            var classed = each.value(Field.TOOL_CLASS);
            var approval = each.value(Field.TOOL_APPROVAL);
            if (!classed.isKnown()) {
                unwatched.labelled(name + ", class", classed);
            } else if (!approval.isKnown() || approval.text().equals("none")) {
                unwatched.labelled(name + " writes, approval of a call", approval);
            }
        }
        return unwatched.cell();
    }
}
