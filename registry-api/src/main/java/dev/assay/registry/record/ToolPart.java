package dev.assay.registry.record;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;

import java.util.List;
import java.util.stream.Collectors;

/** The tools of the release that speaks for a server. */
final class ToolPart {

    /** Of one server, so many tools are in a record. */
    private static final int MOST = 500;

    private final RecordSources sources;

    ToolPart(RecordSources sources) {
        this.sources = sources;
    }

    /**
     * A tool that several packages have is told of as the one that speaks for the server has it.
     */
    void write(RecordDraft draft, About about, People people) {
        about.speaking().forEach(each -> write(draft, about.key(each), each, people));
    }

    private void write(RecordDraft draft, String version, Release current, People people) {
        var seen = sources.looks().tools(current.snapshotSha256());
        var matrix =
                sources.tools().of(current.id()).stream()
                        .filter(each -> !draft.has(Field.TOOL_NAME.subject(), each.name()))
                        .toList();
        var own = matrix.stream().map(ToolEntry::name).collect(Collectors.toSet());
        draft.leaveOut("tools", Math.max(0, matrix.size() - MOST));
        matrix.stream()
                .limit(MOST)
                .forEach(each -> write(new Into(draft, each.name()), version, each, people));
        var how = "read in the code of " + version;
        for (var tool : seen) {
            if (!own.contains(tool.name()) || !draft.has(Field.TOOL_NAME.subject(), tool.name())) {
                continue;
            }
            var into = new Into(draft, tool.name());
            into.put(
                    Field.TOOL_DESCRIPTION,
                    tool.description().isBlank()
                            ? Value.unknown("no description was found in the code")
                            : Known.found(how, tool.description()));
            into.put(
                    Field.TOOL_ARGUMENTS,
                    tool.arguments().isEmpty()
                            ? Value.unknown("no arguments were found in the code")
                            : Known.found(how, tool.arguments()));
            into.put(Field.TOOL_OUTPUT_SCHEMA, Known.yesNo(how, tool.hasOutputSchema()));
            into.put(Field.TOOL_ANNOTATIONS, Known.declared("the code", tool.annotations()));
        }
    }

    private record Into(RecordDraft draft, String key) {
        void put(Field field, Value value) {
            draft.put(field, key, value);
        }
    }

    private static void write(Into into, String version, ToolEntry tool, People people) {
        into.put(Field.TOOL_NAME, Known.found("read in the code", tool.name()));
        into.put(Field.TOOL_RELEASE, Known.here(null, version));
        into.put(
                Field.TOOL_FINGERPRINT,
                Known.found("hash of its description and schema", tool.fingerprint().hex()));
        into.put(
                Field.TOOL_PROPOSED,
                Known.found(
                        "rules applied to its name, words and arguments", tool.proposed().words()));
        if (!tool.isConfirmed()) {
            var why =
                    Value.unknown(
                            "nobody has confirmed what is proposed: " + tool.toolClass().words());
            List.of(
                            Field.TOOL_CLASS,
                            Field.TOOL_APPROVAL,
                            Field.TOOL_RATE,
                            Field.TOOL_CONSTRAINTS,
                            Field.TOOL_SYSTEM,
                            Field.TOOL_DATA)
                    .forEach(each -> into.put(each, why));
            return;
        }
        confirmed(into, tool, people);
    }

    private static void confirmed(Into into, ToolEntry tool, People people) {
        var carried = tool.carriedFrom();
        var who =
                people.login(tool.confirmedBy())
                        + (carried == null ? "" : ", carried on from " + carried);
        var at = tool.confirmedAt();
        var terms = tool.terms();
        into.put(Field.TOOL_CLASS, Known.said(who, at, tool.toolClass().words()));
        into.put(Field.TOOL_APPROVAL, Known.said(who, at, terms.approvalMode().words()));
        into.put(Field.TOOL_RATE, Known.said(who, at, terms.rateLimit().words()));
        into.put(
                Field.TOOL_CONSTRAINTS,
                Value.stated(
                        who, at, terms.constraints().stream().map(Constraint::words).toList()));
        into.put(Field.TOOL_SYSTEM, Known.said(who, at, terms.businessSystem()));
        into.put(Field.TOOL_DATA, Known.said(who, at, terms.dataClasses()));
        if (tool.toolClass() == ToolClass.READ) {
            into.put(Field.TOOL_WRITE_KIND, Value.stated(who + ": it reads", at, List.of()));
            into.put(Field.TOOL_PREVIEW, Value.stated(who + ": it reads", at, List.of()));
        }
    }
}
