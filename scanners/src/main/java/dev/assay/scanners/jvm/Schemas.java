package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.lang.constant.ClassDesc;
import java.util.Map;
import java.util.TreeMap;

/** JSON Schemas of what tools take: written out as texts, or told by the types of parameters. */
final class Schemas {

    private static final int LONGEST = 100_000;
    private static final JsonMapper JSON = new JsonMapper();

    private Schemas() {}

    /** The schema that a text is; the text itself where it is none that can be read. */
    static @Nullable Object of(@Nullable Val value) {
        var text = value == null ? null : value.text();
        if (text == null || text.text().length() > LONGEST) {
            return null;
        }
        if (text.isWhole()) {
            try {
                return JSON.readValue(text.text(), Map.class);
            } catch (JacksonException e) {
                return text.shown();
            }
        }
        return text.shown();
    }

    /** What a value of a type is in JSON. */
    static Map<String, Object> type(ClassDesc type) {
        var schema = new TreeMap<String, Object>();
        var descriptor = type.descriptorString();
        var name =
                switch (descriptor) {
                    case "I",
                            "J",
                            "S",
                            "B",
                            "Ljava/lang/Integer;",
                            "Ljava/lang/Long;",
                            "Ljava/lang/Short;",
                            "Ljava/math/BigInteger;" ->
                            "integer";
                    case "D",
                            "F",
                            "Ljava/lang/Double;",
                            "Ljava/lang/Float;",
                            "Ljava/math/BigDecimal;" ->
                            "number";
                    case "Z", "Ljava/lang/Boolean;" -> "boolean";
                    case "Ljava/lang/String;", "C", "Ljava/lang/CharSequence;" -> "string";
                    case "Ljava/util/List;", "Ljava/util/Set;", "Ljava/util/Collection;" -> "array";
                    default -> descriptor.startsWith("[") ? "array" : "object";
                };
        schema.put("type", name);
        return schema;
    }
}
