package dev.assay.scanners.clr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes small assemblies by ECMA-335, since no compiler of .NET can be had where Assay is built:
 * one section, classes with methods of texts and calls, attributes, functions of other libraries.
 */
public final class AssemblyWriter {

    private static final int SECTION = 0x2000;
    private static final int SECTION_AT = 0x200;

    private record Method(String name, List<Object> steps, List<Object[]> attributes) {}

    private record Call(String type, String method) {}

    private final SequencedMap<String, List<Method>> types = new LinkedHashMap<>();
    private final List<String[]> natives = new ArrayList<>();
    private boolean readyToRun;

    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final ByteArrayOutputStream blobs = new ByteArrayOutputStream();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private final List<String> typeRefs = new ArrayList<>();
    private final List<Call> memberRefs = new ArrayList<>();

    /** Begins a method, of {@code Name.Space.Type}. */
    public AssemblyWriter method(String type, String name) {
        types.computeIfAbsent(type, any -> new ArrayList<>())
                .add(new Method(name, new ArrayList<>(), new ArrayList<>()));
        return this;
    }

    private Method last() {
        return types.lastEntry().getValue().getLast();
    }

    /** The method puts a text on the stack. */
    public AssemblyWriter text(String text) {
        last().steps().add(text);
        return this;
    }

    /** The method calls {@code Name.Space.Type::Method}. */
    public AssemblyWriter call(String member) {
        last().steps().add(ref(member));
        return this;
    }

    private static Call ref(String member) {
        var at = member.indexOf("::");
        return new Call(member.substring(0, at), member.substring(at + 2));
    }

    /** The method has an attribute, with a text alone or texts by name. */
    public AssemblyWriter attribute(String type, Object... values) {
        last().attributes().add(new Object[] {type, values});
        return this;
    }

    /** The last method is one of another library. */
    public AssemblyWriter imported(String library) {
        natives.add(new String[] {library, last().name()});
        return this;
    }

    public AssemblyWriter readyToRun() {
        readyToRun = true;
        return this;
    }

    private int string(String text) {
        var at = strings.size();
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        return at;
    }

    private static void counted(ByteArrayOutputStream out, byte[] bytes) {
        if (bytes.length < 0x80) {
            out.write(bytes.length);
        } else {
            out.write(0x80 | bytes.length >> 8);
            out.write(bytes.length);
        }
        out.writeBytes(bytes);
    }

    private int blob(byte[] bytes) {
        var at = blobs.size();
        counted(blobs, bytes);
        return at;
    }

    private int userText(String text) {
        var at = texts.size();
        var out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
        out.write(0);
        counted(texts, out.toByteArray());
        return at;
    }

    private int typeRef(String type) {
        if (!typeRefs.contains(type)) {
            typeRefs.add(type);
        }
        return typeRefs.indexOf(type) + 1;
    }

    private int memberRef(Call call) {
        typeRef(call.type());
        if (!memberRefs.contains(call)) {
            memberRefs.add(call);
        }
        return memberRefs.indexOf(call) + 1;
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (var i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }

    private byte[] code(Method method) {
        var code = new ByteArrayOutputStream();
        for (var step : method.steps()) {
            if (step instanceof String text) {
                code.write(0x72);
                number(code, 0x70000000L | userText(text), 4);
            } else {
                code.write(0x28);
                number(code, 0x0a000000L | memberRef((Call) step), 4);
            }
        }
        code.write(0x2a);
        var body = new ByteArrayOutputStream();
        number(body, 0x3003, 2);
        number(body, 8, 2);
        number(body, code.size(), 4);
        number(body, 0, 4);
        body.writeBytes(code.toByteArray());
        while (body.size() % 4 != 0) {
            body.write(0);
        }
        return body.toByteArray();
    }

    private byte[] value(Object... values) {
        var out = new ByteArrayOutputStream();
        number(out, 1, 2);
        if (values.length == 1) {
            counted(out, ((String) values[0]).getBytes(StandardCharsets.UTF_8));
            number(out, 0, 2);
            return out.toByteArray();
        }
        number(out, values.length / 2, 2);
        for (var i = 0; i < values.length; i += 2) {
            out.write(0x54);
            out.write(values[i + 1] instanceof String ? 0x0e : 0x02);
            counted(out, ((String) values[i]).getBytes(StandardCharsets.UTF_8));
            if (values[i + 1] instanceof String text) {
                counted(out, text.getBytes(StandardCharsets.UTF_8));
            } else {
                out.write((Boolean) values[i + 1] ? 1 : 0);
            }
        }
        return out.toByteArray();
    }

    /** The file. */
    public byte[] bytes() {
        string("");
        blob(new byte[0]);
        texts.write(0);
        var bodies = new ByteArrayOutputStream();
        var bodiesAt = SECTION + 72;
        var methods = new ByteArrayOutputStream();
        var typeDefs = new ByteArrayOutputStream();
        var attributes = new ByteArrayOutputStream();
        var modules = new ByteArrayOutputStream();
        var imports = new ByteArrayOutputStream();
        var signature = blob(new byte[] {0, 0, 1});
        row(typeDefs, 4, 0, 2, string("<Module>"), 2, 0, 2, 0, 2, 1, 2, 1);
        var count = 0;
        var attributeCount = 0;
        for (var type : types.entrySet()) {
            var dot = type.getKey().lastIndexOf('.');
            row(
                    typeDefs,
                    4,
                    0,
                    2,
                    string(type.getKey().substring(dot + 1)),
                    2,
                    string(type.getKey().substring(0, Math.max(0, dot))),
                    2,
                    0,
                    2,
                    1,
                    2,
                    count + 1);
            for (var method : type.getValue()) {
                count++;
                var isNative = natives.stream().anyMatch(each -> each[1].equals(method.name()));
                row(
                        methods,
                        4,
                        isNative ? 0 : bodiesAt + bodies.size(),
                        2,
                        0,
                        2,
                        0x16,
                        2,
                        string(method.name()),
                        2,
                        signature,
                        2,
                        1);
                if (!isNative) {
                    bodies.writeBytes(code(method));
                }
                for (var attribute : method.attributes()) {
                    attributeCount++;
                    var maker = memberRef(new Call((String) attribute[0], ".ctor"));
                    row(
                            attributes,
                            2,
                            count << 5,
                            2,
                            maker << 3 | 3,
                            2,
                            blob(value((Object[]) attribute[1])));
                }
                for (var each : natives) {
                    if (each[1].equals(method.name())) {
                        row(modules, 2, string(each[0]));
                        row(
                                imports,
                                2,
                                0,
                                2,
                                count << 1 | 1,
                                2,
                                string(each[1]),
                                2,
                                natives.indexOf(each) + 1);
                    }
                }
            }
        }
        var refs = new ByteArrayOutputStream();
        for (var type : typeRefs) {
            var dot = type.lastIndexOf('.');
            row(
                    refs,
                    2,
                    1 << 2 | 2,
                    2,
                    string(type.substring(dot + 1)),
                    2,
                    string(type.substring(0, Math.max(0, dot))));
        }
        var members = new ByteArrayOutputStream();
        for (var member : memberRefs) {
            row(
                    members,
                    2,
                    typeRef(member.type()) << 3 | 1,
                    2,
                    string(member.method()),
                    2,
                    signature);
        }
        var module = new ByteArrayOutputStream();
        row(module, 2, 0, 2, string("sample.dll"), 2, 1, 2, 0, 2, 0);
        var assemblyRefs = new ByteArrayOutputStream();
        row(
                assemblyRefs,
                2,
                8,
                2,
                0,
                2,
                0,
                2,
                0,
                4,
                0,
                2,
                0,
                2,
                string("System.Runtime"),
                2,
                0,
                2,
                0);
        var all = new LinkedHashMap<Integer, byte[]>();
        all.put(0x00, module.toByteArray());
        all.put(0x01, refs.toByteArray());
        all.put(0x02, typeDefs.toByteArray());
        all.put(0x06, methods.toByteArray());
        all.put(0x0a, members.toByteArray());
        all.put(0x0c, attributes.toByteArray());
        all.put(0x1a, modules.toByteArray());
        all.put(0x1c, imports.toByteArray());
        all.put(0x23, assemblyRefs.toByteArray());
        var sizes = Map.of(0, 10, 1, 6, 2, 14, 6, 14, 0x0a, 6, 0x0c, 6, 0x1a, 2, 0x1c, 8, 0x23, 20);
        return file(bodies.toByteArray(), metadata(all, sizes));
    }

    /** Pairs of a size and a value. */
    private static void row(ByteArrayOutputStream out, int... cells) {
        for (var i = 0; i < cells.length; i += 2) {
            number(out, cells[i + 1], cells[i]);
        }
    }

    private byte[] metadata(Map<Integer, byte[]> tables, Map<Integer, Integer> sizes) {
        var out = new ByteArrayOutputStream();
        number(out, 0, 4);
        out.write(2);
        out.write(0);
        out.write(0);
        out.write(1);
        var valid = 0L;
        for (var each : tables.entrySet()) {
            valid |= each.getValue().length > 0 ? 1L << each.getKey() : 0;
        }
        number(out, valid, 8);
        number(out, 0, 8);
        for (var each : tables.entrySet()) {
            if (each.getValue().length > 0) {
                number(out, each.getValue().length / sizes.getOrDefault(each.getKey(), 1), 4);
            }
        }
        tables.values().forEach(out::writeBytes);
        var streams = new LinkedHashMap<String, byte[]>();
        streams.put("#~", padded(out.toByteArray()));
        streams.put("#Strings", padded(strings.toByteArray()));
        streams.put("#US", padded(texts.toByteArray()));
        streams.put("#GUID", new byte[16]);
        streams.put("#Blob", padded(blobs.toByteArray()));
        var root = new ByteArrayOutputStream();
        number(root, 0x424a5342L, 4);
        number(root, 1, 2);
        number(root, 1, 2);
        number(root, 0, 4);
        number(root, 12, 4);
        root.writeBytes("v4.0.30319\0\0".getBytes(StandardCharsets.US_ASCII));
        number(root, 0, 2);
        number(root, streams.size(), 2);
        var at = root.size();
        for (var name : streams.keySet()) {
            at += 8 + (name.length() + 4) / 4 * 4;
        }
        for (var each : streams.entrySet()) {
            number(root, at, 4);
            number(root, each.getValue().length, 4);
            root.writeBytes(each.getKey().getBytes(StandardCharsets.US_ASCII));
            for (var i = each.getKey().length(); i < (each.getKey().length() + 4) / 4 * 4; i++) {
                root.write(0);
            }
            at += each.getValue().length;
        }
        streams.values().forEach(root::writeBytes);
        return root.toByteArray();
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
    }

    private byte[] file(byte[] bodies, byte[] metadata) {
        var section = new ByteArrayOutputStream();
        number(section, 72, 4);
        number(section, 2 | 5L << 16, 4);
        number(section, SECTION + 72 + bodies.length, 4);
        number(section, metadata.length, 4);
        number(section, 1, 4);
        while (section.size() < 64) {
            section.write(0);
        }
        number(section, readyToRun ? SECTION : 0, 4);
        number(section, readyToRun ? 8 : 0, 4);
        section.writeBytes(bodies);
        section.writeBytes(metadata);
        var out = new ByteArrayOutputStream();
        out.write('M');
        out.write('Z');
        while (out.size() < 0x3c) {
            out.write(0);
        }
        number(out, 0x80, 4);
        while (out.size() < 0x80) {
            out.write(0);
        }
        number(out, 0x4550, 4);
        number(out, 0x14c, 2);
        number(out, 1, 2);
        number(out, 0, 12);
        number(out, 224, 2);
        number(out, 0x2102, 2);
        var optional = out.size();
        number(out, 0x10b, 2);
        while (out.size() < optional + 92) {
            out.write(0);
        }
        number(out, 16, 4);
        while (out.size() < optional + 96 + 14 * 8) {
            out.write(0);
        }
        number(out, SECTION, 4);
        number(out, 72, 4);
        number(out, 0, 8);
        out.writeBytes(".text\0\0\0".getBytes(StandardCharsets.US_ASCII));
        number(out, section.size(), 4);
        number(out, SECTION, 4);
        number(out, section.size(), 4);
        number(out, SECTION_AT, 4);
        while (out.size() < SECTION_AT) {
            out.write(0);
        }
        out.writeBytes(section.toByteArray());
        return out.toByteArray();
    }
}
