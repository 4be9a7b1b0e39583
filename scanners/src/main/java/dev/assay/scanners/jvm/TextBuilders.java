package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Holes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Builders and joiners of strings. */
final class TextBuilders implements Library.Part {

    private static final int LONGEST = 16_000;

    @Override
    public @Nullable Val call(Site site) {
        return switch (site.owner()) {
            case "java/lang/StringBuilder",
                    "java/lang/StringBuffer",
                    "java/lang/AbstractStringBuilder",
                    "java/io/StringWriter" ->
                    builder(site);
            case "java/util/StringJoiner" -> joiner(site);
            default -> null;
        };
    }

    private @Nullable Val builder(Site site) {
        var heap = site.receiver().heap();
        if (heap == null) {
            return null;
        }
        switch (site.name()) {
            case "<init>" -> {
                if (site.type().parameterCount() == 1 && site.takesText(0)) {
                    append(heap, site.arg(0), site);
                }
                return Val.UNKNOWN;
            }
            case "append", "write" -> {
                if (site.args().size() == 1) {
                    append(heap, site.arg(0), site);
                } else {
                    heap.built(Strings.product(start(heap, site), List.of(hole(site))));
                }
            }
            case "appendCodePoint" -> {
                var number = site.arg(0).number();
                var text =
                        number == null
                                ? hole(site)
                                : new Text(
                                        Character.toString(Math.clamp(number, 0, 0x10ffff)),
                                        Via.PLAIN,
                                        site.at());
                heap.built(Strings.product(start(heap, site), List.of(text)));
            }
            case "insert" -> inserted(heap, site);
            case "reverse" ->
                    each(
                            heap,
                            text ->
                                    text.as(
                                            new StringBuilder(text.text()).reverse().toString(),
                                            Via.DECODED));
            case "setLength", "delete", "deleteCharAt" -> {
                var to = site.arg(0).number();
                if (site.name().equals("setLength") && to != null) {
                    each(
                            heap,
                            text ->
                                    to < text.text().length() && to >= 0
                                            ? text.as(
                                                    text.text().substring(0, to.intValue()),
                                                    Via.FOLDED)
                                            : text);
                }
            }
            case "setCharAt" -> {
                var index = site.arg(0).number();
                var number = site.arg(1).number();
                if (index != null && number != null) {
                    each(heap, text -> set(text, index, (char) number.intValue()));
                }
            }
            case "charAt" -> {
                var index = site.arg(0).number();
                var text = heap.built().isEmpty() ? "" : heap.built().getFirst().text();
                return index != null && index >= 0 && index < text.length()
                        ? Val.of(text.charAt(index.intValue()))
                        : Val.UNKNOWN;
            }
            case "length" -> {
                return heap.built().size() == 1 && heap.built().getFirst().isWhole()
                        ? Val.of(heap.built().getFirst().text().length())
                        : Val.UNKNOWN;
            }
            case "toString" -> {
                return Strings.isKnown(heap.built())
                        ? Val.of(heap.built(), site.receiver().allFlow())
                        : Val.flowing(site.receiver().allFlow());
            }
            default -> {
                return null;
            }
        }
        return site.returnsReference() ? site.receiver() : Val.UNKNOWN;
    }

    private static Text set(Text text, long index, char c) {
        if (index < 0 || index >= text.text().length()) {
            return text;
        }
        var changed = new StringBuilder(text.text());
        changed.setCharAt((int) index, c);
        return text.as(changed.toString(), Via.DECODED);
    }

    private static void each(Heap heap, java.util.function.UnaryOperator<Text> how) {
        heap.built(heap.built().stream().map(how).toList());
    }

    private static Text hole(Site site) {
        return new Text(String.valueOf(Holes.HOLE), Via.PLAIN, site.at());
    }

    private static List<Text> start(Heap heap, Site site) {
        return heap.built().isEmpty() ? List.of(new Text("", Via.PLAIN, site.at())) : heap.built();
    }

    private static void append(Heap heap, Val value, Site site) {
        heap.flow(value.allFlow());
        if (heap.built().stream().anyMatch(text -> text.text().length() > LONGEST)) {
            return;
        }
        var texts =
                new ArrayList<Text>(Strings.texts(value, site.type().parameterType(0), site.at()));
        var chars = Strings.ofArray(value.heap());
        if (chars != null && site.parameter(0).equals("[C")) {
            texts.clear();
            texts.add(new Text(chars, Via.DECODED, site.at()));
        }
        heap.built(heap.built().isEmpty() ? texts : Strings.product(heap.built(), texts));
    }

    private static void inserted(Heap heap, Site site) {
        heap.flow(site.arg(1).allFlow());
        var index = site.arg(0).number();
        var texts = Strings.texts(site.arg(1), site.type().parameterType(1), site.at());
        if (index != null && index == 0) {
            heap.built(heap.built().isEmpty() ? texts : Strings.product(texts, heap.built()));
        }
    }

    private @Nullable Val joiner(Site site) {
        var heap = site.receiver().heap();
        if (heap == null) {
            return null;
        }
        switch (site.name()) {
            case "<init>" -> {
                for (var index = 0; index < site.args().size(); index++) {
                    heap.put("part" + index, site.arg(index));
                }
            }
            case "add" -> {
                heap.add(site.arg(0));
                heap.flow(site.arg(0).allFlow());
            }
            case "toString" -> {
                var parts = new ArrayList<Val>();
                parts.add(heap.fields().getOrDefault("part1", empty(site)));
                for (var index = 0; index < Math.min(heap.elements().size(), 100); index++) {
                    if (index > 0) {
                        parts.add(heap.fields().getOrDefault("part0", Val.UNKNOWN));
                    }
                    parts.add(heap.elements().get(index));
                }
                parts.add(heap.fields().getOrDefault("part2", empty(site)));
                return Strings.concat(parts, List.of(), site.at());
            }
            default -> {
                return null;
            }
        }
        return site.returnsReference() ? site.receiver() : Val.UNKNOWN;
    }

    private static Val empty(Site site) {
        return Val.of(new Text("", Via.PLAIN, site.at()));
    }
}
