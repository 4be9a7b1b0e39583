package dev.assay.scanners.clr;

import dev.assay.scanners.finding.FindingKind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one assembly is and does. */
final class AssemblyFacts {

    private static final String TOOL = "McpServerToolAttribute";
    private static final String PROMPT = "McpServerPromptAttribute";
    private static final String RESOURCE = "McpServerResourceAttribute";
    private static final List<String> HINTS =
            List.of("ReadOnly", "Destructive", "Idempotent", "OpenWorld");
    private static final int MOST_FUNCTIONS = 100;

    private final String file;
    private final PeFile frame;
    private final Metadata metadata;
    private final Names names;
    private final Notes notes;
    private final Budget budget;

    AssemblyFacts(String file, byte[] bytes, Notes notes, Budget budget)
            throws MalformedAssemblyException {
        this.file = file;
        this.frame = PeFile.of(bytes);
        this.metadata = new Metadata(frame.metadata());
        this.budget = budget;
        this.names = new Names(metadata, budget);
        this.notes = notes;
    }

    /** Why less was read of it than there is; empty where nothing is missing but flows. */
    String look() throws MalformedAssemblyException {
        natives();
        offers();
        for (var row = 1L; row <= metadata.rows(Schema.METHOD); row++) {
            var address = metadata.cell(Schema.METHOD, row, 0);
            // The lowest bits say what a method is made of: common instructions, or machine code.
            if (address != 0 && (metadata.cell(Schema.METHOD, row, 1) & 3) == 0) {
                var steps = Body.of(frame.from(address), metadata, names, budget);
                new MethodFacts(notes, file, title(row), steps).look();
            }
        }
        return frame.isPlain() ? "" : frame.more();
    }

    private String title(long method) throws MalformedAssemblyException {
        var type = names.type(Schema.TYPE_DEF, names.owner(method));
        return type + "." + metadata.text(Schema.METHOD, method, 3);
    }

    /** What is called of other files as machine code (P/Invoke), by the library. */
    private void natives() throws MalformedAssemblyException {
        var byLibrary = new TreeMap<String, List<String>>();
        for (var row = 1L; row <= metadata.rows(Schema.IMPL_MAP); row++) {
            var module = metadata.cell(Schema.IMPL_MAP, row, 3);
            var functions =
                    byLibrary.computeIfAbsent(
                            metadata.text(Schema.MODULE_REF, module, 0), any -> new ArrayList<>());
            if (functions.size() < MOST_FUNCTIONS) {
                functions.add(metadata.text(Schema.IMPL_MAP, row, 2));
            }
        }
        byLibrary.forEach(
                (library, functions) ->
                        notes.add(
                                FindingKind.NATIVE_BINARY,
                                library.substring(library.lastIndexOf('/') + 1),
                                file,
                                null,
                                "DllImport " + library + ": " + String.join(", ", functions),
                                Map.of(
                                        "how",
                                        "load",
                                        "functions",
                                        functions.stream().sorted().distinct().toList())));
    }

    /** Tools, prompts and resources, as the MCP SDK for .NET marks them. */
    private void offers() throws MalformedAssemblyException {
        for (var each : Attributes.ofMethods(metadata, names).entrySet()) {
            for (var attribute : each.getValue()) {
                var type = attribute.type().substring(attribute.type().lastIndexOf('.') + 1);
                var kind =
                        switch (type) {
                            case TOOL -> FindingKind.TOOL_ADDED;
                            case PROMPT -> FindingKind.PROMPT_CHANGED;
                            case RESOURCE -> FindingKind.RESOURCE_CHANGED;
                            default -> null;
                        };
                if (kind != null) {
                    offer(kind, type, each.getKey(), attribute, each.getValue());
                }
            }
        }
    }

    private void offer(
            FindingKind kind,
            String type,
            long method,
            Attributes.Attribute attribute,
            List<Attributes.Attribute> all)
            throws MalformedAssemblyException {
        var written = metadata.text(Schema.METHOD, method, 3);
        var detail = new LinkedHashMap<String, Object>();
        for (var other : all) {
            if (other.type().endsWith(".DescriptionAttribute") && other.text() != null) {
                detail.put("description", other.text());
            }
        }
        for (var key : List.of("Title", "UriTemplate")) {
            if (attribute.values().get(key) instanceof String text) {
                detail.put(key.equals("Title") ? "title" : "uri", text);
            }
        }
        var hints = new TreeMap<String, Object>();
        for (var hint : HINTS) {
            var said = attribute.values().get(hint);
            if (said != null) {
                hints.put(
                        hint.substring(0, 1).toLowerCase(Locale.ROOT) + hint.substring(1) + "Hint",
                        said);
            }
        }
        if (!hints.isEmpty() && kind == FindingKind.TOOL_ADDED) {
            detail.put("annotations", hints);
        }
        notes.add(
                kind,
                attribute.values().get("Name") instanceof String name && !name.isEmpty()
                        ? name
                        : snake(written),
                file,
                title(method),
                "[" + type.replaceFirst("Attribute$", "") + "] " + written,
                detail);
    }

    /**
     * What the SDK calls an offer without a name of its own: {@code GetForecastAsync} is {@code
     * get_forecast}.
     */
    private static String snake(String method) {
        return method.replaceFirst("Async$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
