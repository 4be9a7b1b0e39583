package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Methods of strings. */
final class StringCalls implements Library.Part {

    private static final int MOST_REPEATED = 2_000;

    @Override
    public @Nullable Val call(Site site) {
        return switch (site.owner()) {
            case "java/lang/String" -> string(site);
            case "java/lang/Object", "java/lang/CharSequence" ->
                    site.name().equals("toString") && hasTexts(site.receiver())
                            ? Val.of(site.receiver().allTexts(), site.receiver().allFlow())
                                    .with(site.receiver().heap())
                            : null;
            case "java/lang/Character",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Byte",
                    "java/lang/Boolean" ->
                    number(site);
            case "java/text/MessageFormat" ->
                    site.name().equals("format") && site.isStatic() ? numbered(site) : null;
            case "kotlin/jvm/internal/Intrinsics" ->
                    site.name().equals("stringPlus")
                            ? Strings.concat(site.args(), site.type(), site.at())
                            : null;
            default -> null;
        };
    }

    private static boolean hasTexts(Val value) {
        return !value.allTexts().isEmpty()
                && (value.heap() == null || !value.heap().built().isEmpty());
    }

    private @Nullable Val string(Site site) {
        var receiver = site.receiver();
        return switch (site.name()) {
            case "<init>" -> made(site);
            case "concat" ->
                    Strings.concat(
                            List.of(receiver, site.arg(0)),
                            List.of(site.type().parameterType(0), site.type().parameterType(0)),
                            site.at());
            case "toString",
                    "intern",
                    "strip",
                    "trim",
                    "stripIndent",
                    "stripLeading",
                    "stripTrailing" ->
                    changed(
                            site,
                            receiver,
                            site.name().equals("toString") || site.name().equals("intern")
                                    ? text -> text
                                    : String::strip);
            case "toLowerCase" -> changed(site, receiver, text -> text.toLowerCase(Locale.ROOT));
            case "toUpperCase" -> changed(site, receiver, text -> text.toUpperCase(Locale.ROOT));
            case "substring", "subSequence" -> part(site);
            case "replace", "replaceAll", "replaceFirst" -> replaced(site);
            case "repeat" -> repeated(site);
            case "format", "formatted" -> formatted(site);
            case "join" -> joined(site);
            case "valueOf", "copyValueOf" -> valueOf(site);
            case "toCharArray", "getBytes" -> array(site);
            case "charAt", "codePointAt" -> character(site);
            case "length" -> {
                var text = receiver.text();
                yield text == null || !text.isWhole() ? Val.UNKNOWN : Val.of(text.text().length());
            }
            case "isEmpty",
                    "equals",
                    "startsWith",
                    "contains",
                    "endsWith",
                    "hashCode",
                    "indexOf",
                    "compareTo" ->
                    Val.UNKNOWN;
            case "split" -> split(site);
            default -> null;
        };
    }

    /** {@code new String(chars)} fills the object that is already on the stack. */
    private static Val made(Site site) {
        var heap = site.receiver().heap();
        if (heap == null) {
            return Val.UNKNOWN;
        }
        var source = site.arg(0);
        heap.flow(source.allFlow());
        var text = Strings.ofArray(source.heap());
        if (text != null) {
            heap.built(List.of(new Text(text, Via.DECODED, site.at())));
        } else {
            heap.built(source.allTexts());
        }
        return Val.UNKNOWN;
    }

    private static Val changed(Site site, Val value, UnaryOperator<String> how) {
        var texts = new ArrayList<Text>();
        for (var text : value.allTexts()) {
            texts.add(text.as(how.apply(text.text()), Via.PLAIN));
        }
        return Val.of(texts, value.allFlow())
                .with(
                        value.heap() != null && !value.heap().fields().isEmpty()
                                ? value.heap()
                                : null);
    }

    private static Val part(Site site) {
        var from = site.arg(0).number();
        var to = site.args().size() > 1 ? site.arg(1).number() : Long.valueOf(Integer.MAX_VALUE);
        var texts = new ArrayList<Text>();
        for (var text : site.receiver().allTexts()) {
            var all = text.text();
            if (from != null
                    && to != null
                    && text.isWhole()
                    && from >= 0
                    && from <= all.length()
                    && to >= from) {
                texts.add(
                        text.as(
                                all.substring(from.intValue(), (int) Math.min(to, all.length())),
                                Via.FOLDED));
            }
        }
        return Val.of(texts, site.receiver().allFlow());
    }

    private static Val replaced(Site site) {
        var what = site.arg(0).number() != null ? character(site.arg(0)) : plain(site.arg(0));
        var with = site.arg(1).number() != null ? character(site.arg(1)) : plain(site.arg(1));
        var texts = new ArrayList<Text>();
        for (var text : site.receiver().allTexts()) {
            if (what == null || with == null) {
                texts.add(text);
            } else if (site.name().equals("replace")) {
                texts.add(text.as(text.text().replace(what, with), Via.FOLDED));
            } else if (isPlainPattern(what) && with.indexOf('$') < 0 && with.indexOf('\\') < 0) {
                var literal = what.replace("\\", "");
                texts.add(text.as(text.text().replace(literal, with), Via.FOLDED));
            } else {
                texts.add(text);
            }
        }
        return Val.of(texts, Val.union(site.receiver().allFlow(), site.arg(1).allFlow()));
    }

    /** Without anything that only a regular expression has; patterns of strangers are not run. */
    private static boolean isPlainPattern(String pattern) {
        return pattern.replace("\\.", "")
                .replace("\\-", "")
                .chars()
                .allMatch(
                        c -> Character.isLetterOrDigit(c) || " -_#@~:;,/%&!<>=\"'".indexOf(c) >= 0);
    }

    private static @Nullable String plain(Val value) {
        var text = value.text();
        return text != null && text.isWhole() ? text.text() : null;
    }

    private static String character(Val value) {
        var number = value.number();
        return number == null ? "" : String.valueOf((char) number.intValue());
    }

    private static Val repeated(Site site) {
        var times = site.arg(0).number();
        var text = site.receiver().text();
        return times == null
                        || text == null
                        || times < 0
                        || times * text.text().length() > MOST_REPEATED
                ? Val.flowing(site.receiver().allFlow())
                : Val.of(text.as(text.text().repeat(times.intValue()), Via.FOLDED));
    }

    private static Val formatted(Site site) {
        var isStatic = site.isStatic();
        var first = isStatic && site.parameter(0).equals("Ljava/util/Locale;") ? 1 : 0;
        var format = isStatic ? site.arg(first) : site.receiver();
        var list = site.arg(isStatic ? first + 1 : 0).heap();
        var args = list == null ? List.<Val>of() : list.elements();
        var flow = format.allFlow();
        for (var arg : args) {
            flow = Val.union(flow, arg.allFlow());
        }
        var texts = new ArrayList<Text>();
        for (var text : format.allTexts()) {
            texts.addAll(Formats.printf(text, args, site.at()));
        }
        return Val.of(texts, flow);
    }

    private static Val numbered(Site site) {
        var list = site.arg(1).heap();
        var args = list == null ? List.<Val>of() : list.elements();
        var flow = site.arg(0).allFlow();
        for (var arg : args) {
            flow = Val.union(flow, arg.allFlow());
        }
        var texts = new ArrayList<Text>();
        for (var text : site.arg(0).allTexts()) {
            texts.addAll(Formats.numbered(text, args, site.at()));
        }
        return Val.of(texts, flow);
    }

    private static Val joined(Site site) {
        var list = site.arg(1).heap();
        if (list == null) {
            return Val.flowing(site.arg(1).flow());
        }
        var parts = new ArrayList<Val>();
        for (var element : list.elements().subList(0, Math.min(200, list.elements().size()))) {
            if (!parts.isEmpty()) {
                parts.add(site.arg(0));
            }
            parts.add(element);
        }
        return Strings.concat(parts, List.of(), site.at());
    }

    private static Val valueOf(Site site) {
        var value = site.arg(0);
        var heap = value.heap();
        var text = Strings.ofArray(heap);
        if (heap != null && text != null && !heap.type().equals("[B")) {
            return Val.of(new Text(text, Via.DECODED, site.at())).with(value.allFlow());
        }
        if (value.number() != null) {
            return Val.of(
                    Strings.texts(value, site.type().parameterType(0), site.at()), value.flow());
        }
        return Val.of(value.allTexts(), value.allFlow())
                .with(heap != null && heap.type().equals(Machine.ENVIRONMENT) ? null : heap);
    }

    private static Val array(Site site) {
        var text = site.receiver().text();
        if (text == null || !text.isWhole() || text.text().length() > 20_000) {
            var flow = site.receiver().allFlow();
            var texts = site.receiver().allTexts();
            if (texts.isEmpty()) {
                return Val.flowing(flow).with(site.receiver().heap());
            }
            return Val.of(texts, flow);
        }
        var heap = Strings.array(text.text(), site.name().equals("getBytes"), site.at());
        heap.built(List.of(text));
        return Val.of(heap).with(site.receiver().flow());
    }

    private static Val character(Site site) {
        var text = site.receiver().text();
        var index = site.arg(0).number();
        return text == null
                        || index == null
                        || !text.isWhole()
                        || index < 0
                        || index >= text.text().length()
                ? Val.UNKNOWN
                : Val.of(text.text().charAt(index.intValue()));
    }

    private static Val split(Site site) {
        var by = plain(site.arg(0));
        var text = site.receiver().text();
        var heap = new Heap("[L", site.at());
        if (text != null && by != null && isPlainPattern(by) && !by.isEmpty()) {
            var literal = by.replace("\\", "");
            for (var part : text.text().split(java.util.regex.Pattern.quote(literal))) {
                heap.add(Val.of(text.as(part, Via.FOLDED)));
            }
        }
        heap.flow(site.receiver().allFlow());
        return Val.of(heap);
    }

    private static @Nullable Val number(Site site) {
        var value = site.arg(0);
        return switch (site.name()) {
            case "valueOf" ->
                    value.number() == null
                            ? null
                            : site.owner().equals("java/lang/Long")
                                    ? Val.of(value.number())
                                    : Val.of(value.number());
            case "intValue", "charValue", "byteValue", "booleanValue" ->
                    site.receiver().number() == null
                            ? Val.UNKNOWN
                            : Val.of(site.receiver().number());
            case "longValue" ->
                    site.receiver().number() == null
                            ? Val.WIDE
                            : Val.wide(site.receiver().number());
            case "toString" ->
                    value.number() == null || !site.isStatic()
                            ? null
                            : Val.of(
                                    Strings.texts(value, site.type().parameterType(0), site.at()),
                                    value.flow());
            case "parseInt" -> parsed(site);
            default -> null;
        };
    }

    private static Val parsed(Site site) {
        var text = plain(site.arg(0));
        var radix = site.args().size() > 1 ? site.arg(1).number() : Long.valueOf(10);
        if (text == null || radix == null || radix < 2 || radix > 36) {
            return Val.UNKNOWN;
        }
        try {
            return Val.of(Integer.parseInt(text, radix.intValue()));
        } catch (NumberFormatException e) {
            return Val.UNKNOWN;
        }
    }
}
