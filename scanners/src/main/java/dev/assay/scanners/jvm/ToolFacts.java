package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.CallPath.Start;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Methods that annotations make tools, prompts and resources of. */
final class ToolFacts {

    /**
     * @param kind what the annotation makes of a method
     */
    private record Mark(FindingKind kind, Start start) {}

    private static final Mark TOOL = new Mark(FindingKind.TOOL_ADDED, Start.TOOL);
    private static final Mark PROMPT = new Mark(FindingKind.PROMPT_CHANGED, Start.PROMPT);
    private static final Mark RESOURCE = new Mark(FindingKind.RESOURCE_CHANGED, Start.RESOURCE);

    private static final Map<String, Mark> MARKS =
            Map.ofEntries(
                    Map.entry("org/springframework/ai/tool/annotation/Tool", TOOL),
                    Map.entry("org/springaicommunity/mcp/annotation/McpTool", TOOL),
                    Map.entry("org/springframework/ai/mcp/annotation/McpTool", TOOL),
                    Map.entry("org/springaicommunity/mcp/annotation/McpPrompt", PROMPT),
                    Map.entry("org/springframework/ai/mcp/annotation/McpPrompt", PROMPT),
                    Map.entry("org/springaicommunity/mcp/annotation/McpResource", RESOURCE),
                    Map.entry("org/springframework/ai/mcp/annotation/McpResource", RESOURCE),
                    Map.entry("dev/langchain4j/agent/tool/Tool", TOOL),
                    Map.entry("io/quarkiverse/mcp/server/Tool", TOOL),
                    Map.entry("io/quarkiverse/mcp/server/Prompt", PROMPT),
                    Map.entry("io/quarkiverse/mcp/server/Resource", RESOURCE),
                    Map.entry("io/micronaut/mcp/annotations/Tool", TOOL));

    private static final List<String> HINTS =
            List.of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    private final Report report;
    private final List<CallPaths.Root> roots = new ArrayList<>();
    private final Map<Method, List<String>> arguments = new HashMap<>();

    ToolFacts(Report report) {
        this.report = report;
    }

    /** Where paths from tools begin. */
    List<CallPaths.Root> roots() {
        return roots;
    }

    /** The names of what a tool is called with; null for methods that are no tool. */
    @Nullable List<String> argumentsOf(Method method) {
        return arguments.get(method);
    }

    void look(Cls cls) {
        for (var method : cls.methods().values()) {
            var annotations = method.model().findAttribute(Attributes.runtimeVisibleAnnotations());
            if (annotations.isEmpty()) {
                continue;
            }
            for (var annotation : annotations.get().annotations()) {
                var mark = MARKS.get(Site.internal(annotation.classSymbol()));
                if (mark != null) {
                    offered(method, annotation, mark);
                }
            }
        }
    }

    private void offered(Method method, Annotation annotation, Mark mark) {
        var values = values(annotation);
        var name = text(values.get("name"));
        if (name.isEmpty()) {
            name = method.name();
        }
        var detail = new LinkedHashMap<String, Object>();
        var description = text(values.get("description"));
        if (description.isEmpty()) {
            description = text(values.get("value"));
        }
        if (!description.isEmpty()) {
            detail.put("description", description);
        }
        for (var key : List.of("title", "uri")) {
            if (!text(values.get(key)).isEmpty()) {
                detail.put(key, text(values.get(key)));
            }
        }
        var names = new ArrayList<String>();
        if (mark == TOOL) {
            detail.put("schema", schema(method, names));
            var hints = hints(values.get("annotations"));
            if (!hints.isEmpty()) {
                detail.put("annotations", hints);
            }
        }
        arguments.put(method, names);
        roots.add(new CallPaths.Root(mark.start(), name, method));
        var at = new Origin(method, 0);
        report.add(
                mark.kind(),
                name,
                Via.PLAIN,
                at,
                at,
                "@" + Cls.simple(Site.internal(annotation.classSymbol())) + " " + method.title(),
                detail);
    }

    private static Map<String, AnnotationValue> values(Annotation annotation) {
        var values = new HashMap<String, AnnotationValue>();
        for (AnnotationElement element : annotation.elements()) {
            values.put(element.name().stringValue(), element.value());
        }
        return values;
    }

    private static String text(@Nullable AnnotationValue value) {
        return switch (value) {
            case AnnotationValue.OfString text -> text.stringValue();
            case AnnotationValue.OfArray array -> {
                var parts = new ArrayList<String>();
                array.values().forEach(each -> parts.add(text(each)));
                yield String.join("\n", parts);
            }
            case null, default -> "";
        };
    }

    /** As text in the form of JSON, as it stands in other languages' code. */
    private static String hints(@Nullable AnnotationValue value) {
        if (!(value instanceof AnnotationValue.OfAnnotation nested)) {
            return "";
        }
        var values = values(nested.annotation());
        var parts = new ArrayList<String>();
        for (var hint : HINTS) {
            switch (values.get(hint)) {
                case AnnotationValue.OfBoolean flag ->
                        parts.add('"' + hint + "\":" + flag.booleanValue());
                case AnnotationValue.OfString text ->
                        parts.add('"' + hint + "\":\"" + text.stringValue() + '"');
                case null, default -> {}
            }
        }
        return parts.isEmpty() ? "" : "{" + String.join(",", parts) + "}";
    }

    private static Map<String, Object> schema(Method method, List<String> names) {
        var properties = new TreeMap<String, Object>();
        var required = new ArrayList<String>();
        var declared = ParameterNames.of(method);
        var annotated =
                method.model().findAttribute(Attributes.runtimeVisibleParameterAnnotations());
        for (var index = 0; index < method.type().parameterCount(); index++) {
            var type = method.type().parameterType(index);
            var property = Schemas.type(type);
            var name = declared.get(index).isEmpty() ? "arg" + index : declared.get(index);
            var isRequired = true;
            var notes =
                    annotated.isPresent() && index < annotated.get().parameterAnnotations().size()
                            ? annotated.get().parameterAnnotations().get(index)
                            : List.<Annotation>of();
            var isContext = isContext(Site.internal(type));
            for (var note : notes) {
                var values = values(note);
                var own = text(values.get("name"));
                name = own.isEmpty() ? name : own;
                var description = text(values.get("description"));
                description = description.isEmpty() ? text(values.get("value")) : description;
                if (!description.isEmpty()) {
                    property.put("description", description);
                }
                if (values.get("required") instanceof AnnotationValue.OfBoolean flag) {
                    isRequired = flag.booleanValue();
                }
            }
            names.add(isContext ? "" : name);
            if (!isContext) {
                properties.put(name, property);
                if (isRequired) {
                    required.add(name);
                }
            }
        }
        var schema = new TreeMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** What the framework hands to a tool itself. */
    private static boolean isContext(String type) {
        return type.startsWith("io/modelcontextprotocol/")
                || type.endsWith("/ToolContext")
                || type.startsWith("io/quarkiverse/mcp/server/")
                || type.startsWith("org/springaicommunity/mcp/");
    }
}
