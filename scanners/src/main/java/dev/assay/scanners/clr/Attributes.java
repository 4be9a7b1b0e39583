package dev.assay.scanners.clr;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The custom attributes of methods, with the values that stand in them (ECMA-335, II.23.3). */
final class Attributes {

    /**
     * An attribute.
     *
     * @param type {@code Name.Space.TypeAttribute}
     * @param text the first of its arguments, where it is a text
     * @param values what is set by name: texts, truth values and numbers
     */
    record Attribute(String type, @Nullable String text, Map<String, Object> values) {}

    private static final int MOST_VALUES = 100;

    private Attributes() {}

    /** By the row of the method. Those of other things are passed over. */
    static Map<Long, List<Attribute>> ofMethods(Metadata metadata, Names names)
            throws MalformedAssemblyException {
        var all = new LinkedHashMap<Long, List<Attribute>>();
        for (var row = 1L; row <= metadata.rows(Schema.ATTRIBUTE); row++) {
            var parent = metadata.coded(Schema.ATTRIBUTE, row, 0);
            if (parent >>> 32 != Schema.METHOD) {
                continue;
            }
            var maker = metadata.coded(Schema.ATTRIBUTE, row, 1);
            if (maker < 0) {
                continue;
            }
            var member = names.member(((maker >>> 32) << 24) | (int) maker);
            var type = member.contains("::") ? member.substring(0, member.indexOf("::")) : "";
            if (isLookedAt(type)) {
                all.computeIfAbsent(parent & 0xffffffffL, any -> new ArrayList<>())
                        .add(read(type, metadata.blob(Schema.ATTRIBUTE, row, 2)));
            }
        }
        return all;
    }

    private static boolean isLookedAt(String type) {
        return type.startsWith("ModelContextProtocol.")
                || type.equals("System.ComponentModel.DescriptionAttribute");
    }

    private static Attribute read(String type, Bytes blob) throws MalformedAssemblyException {
        var values = new LinkedHashMap<String, Object>();
        if (blob.length() < 4 || blob.u2(0) != 1) {
            return new Attribute(type, null, values);
        }
        var at = 2L;
        if (type.endsWith(".DescriptionAttribute")) {
            if (blob.u1(at) == 0xff) {
                return new Attribute(type, null, values);
            }
            var text = blob.counted(at);
            return new Attribute(type, text.utf8(0, text.length()), values);
        }
        var count = blob.u2(at);
        at += 2;
        for (var i = 0; i < Math.min(count, MOST_VALUES); i++) {
            var kind = blob.u1(at + 1);
            at += 2;
            if (kind == 0x55) {
                // An enumeration says which one first.
                at += sized(blob, at);
            }
            var name = blob.counted(at);
            at += sized(blob, at);
            var key = name.utf8(0, name.length());
            switch (kind) {
                case 0x0e -> {
                    if (blob.u1(at) == 0xff) {
                        at++;
                    } else {
                        var text = blob.counted(at);
                        values.put(key, text.utf8(0, text.length()));
                        at += sized(blob, at);
                    }
                }
                case 0x02 -> values.put(key, blob.u1(at++) != 0);
                case 0x55, 0x08, 0x09, 0x0c -> {
                    values.put(key, blob.u4(at));
                    at += 4;
                }
                default -> {
                    return new Attribute(type, null, values);
                }
            }
        }
        return new Attribute(type, null, values);
    }

    /** The bytes of what begins by its length, that included. */
    private static long sized(Bytes blob, long at) throws MalformedAssemblyException {
        var first = blob.u1(at);
        var prefix = (first & 0x80) == 0 ? 1 : (first & 0xc0) == 0x80 ? 2 : 4;
        return prefix + (long) blob.counted(at).length();
    }
}
