package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Holes;

import org.jspecify.annotations.Nullable;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Texts put together of others. */
final class Strings {

    private Strings() {}

    static Val concat(List<Val> parts, MethodTypeDesc type, Origin at) {
        return concat(parts, type.parameterList(), at);
    }

    static Val concat(List<Val> parts, List<ClassDesc> types, Origin at) {
        List<Text> joined = List.of();
        Set<String> flow = Set.of();
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            var texts = texts(part, index < types.size() ? types.get(index) : null, at);
            flow = Val.union(flow, part.allFlow());
            joined = joined.isEmpty() ? texts : product(joined, texts);
        }
        return isKnown(joined) ? Val.of(joined, flow) : Val.flowing(flow);
    }

    /** Whether anything at all is known of a text. */
    static boolean isKnown(List<Text> texts) {
        return texts.stream().anyMatch(text -> text.text().chars().anyMatch(c -> c != Holes.HOLE));
    }

    static List<Text> product(List<Text> left, List<Text> right) {
        var joined = new ArrayList<Text>();
        for (var one : left) {
            for (var other : right) {
                if (joined.size() < Val.MOST_TEXTS) {
                    joined.add(Text.joined(one, other));
                }
            }
        }
        return joined;
    }

    /** A value as part of a text; a number of the type {@code char} is a character. */
    static List<Text> texts(Val value, @Nullable ClassDesc type, Origin at) {
        var heap = value.heap();
        if (heap != null && !heap.built().isEmpty()) {
            return heap.built();
        }
        var number = value.number();
        if (number != null && type != null) {
            switch (type.descriptorString()) {
                case "C" -> {
                    return List.of(
                            new Text(String.valueOf((char) number.intValue()), Via.PLAIN, at));
                }
                case "Z" -> {
                    return List.of(new Text(number == 0 ? "false" : "true", Via.PLAIN, at));
                }
                default -> {}
            }
        }
        return value.parts(at);
    }

    /** The characters of an array as a text; null where one of them is not known. */
    static @Nullable String ofArray(@Nullable Heap array) {
        if (array == null || array.elements().isEmpty()) {
            return null;
        }
        var bytes = array.type().equals("[B");
        var raw = new byte[array.elements().size()];
        var text = new StringBuilder();
        for (var index = 0; index < raw.length; index++) {
            var number = array.elements().get(index).number();
            if (number == null) {
                return null;
            }
            raw[index] = number.byteValue();
            text.append((char) number.intValue());
        }
        return bytes ? new String(raw, java.nio.charset.StandardCharsets.UTF_8) : text.toString();
    }

    static Heap array(String text, boolean bytes, Origin at) {
        var heap = new Heap(bytes ? "[B" : "[C", at);
        if (bytes) {
            for (var each : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                heap.add(Val.of(each));
            }
        } else {
            text.chars().forEach(each -> heap.add(Val.of(each)));
        }
        return heap;
    }

    static Heap array(byte[] raw, Origin at) {
        var heap = new Heap("[B", at);
        for (var each : raw) {
            heap.add(Val.of(each));
        }
        return heap;
    }
}
