package dev.assay.scanners.javascript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What {@link Machine} knows of JavaScript's own functions: those that decoders use. */
final class MachineLibrary {

    private static final int LONGEST = 1 << 16;
    private static final int MOST = 1 << 16;

    /** A function of the platform by its name: {@code String.fromCharCode}. */
    record Global(String name) {}

    private final Machine machine;

    MachineLibrary(Machine machine) {
        this.machine = machine;
    }

    Object global(String name) {
        return switch (name) {
            case "String",
                    "Math",
                    "Buffer",
                    "Number",
                    "parseInt",
                    "parseFloat",
                    "atob",
                    "btoa",
                    "decodeURIComponent",
                    "unescape",
                    "Array" ->
                    new Global(name);
            default -> throw new Machine.Unknown(name);
        };
    }

    Object property(Object value, String name) {
        if (name.equals("length")) {
            return value instanceof String text
                    ? (double) text.length()
                    : (double) list(value).size();
        }
        if (value instanceof Global global) {
            return new Global(global.name() + "." + name);
        }
        var index = index(name);
        if (index < 0) {
            // A method by a computed name: a["push"] reads as a member, so this is something else.
            throw new Machine.Unknown(name);
        }
        if (value instanceof String text) {
            return index < text.length() ? String.valueOf(text.charAt(index)) : Machine.UNDEFINED;
        }
        var list = list(value);
        return index < list.size() ? list.get(index) : Machine.UNDEFINED;
    }

    private static int index(String name) {
        try {
            return (int) Double.parseDouble(name);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    Object method(Object receiver, String name, List<Object> arguments) {
        return switch (receiver) {
            case Global global -> function(global.name() + "." + name, arguments);
            case String text -> ofText(text, name, arguments);
            case Double number when name.equals("toString") -> {
                var radix = arguments.isEmpty() ? 10 : (int) number(arguments.getFirst());
                yield radix == 10
                        ? text(number)
                        : Long.toString(number.longValue(), Math.clamp(radix, 2, 36));
            }
            case List<?> list -> ofList(list(list), name, arguments);
            default -> throw new Machine.Unknown(name);
        };
    }

    Object function(String name, List<Object> arguments) {
        var first = arguments.isEmpty() ? Machine.UNDEFINED : arguments.getFirst();
        return switch (name) {
            case "String.fromCharCode", "String.fromCodePoint" -> {
                var text = new StringBuilder();
                arguments.forEach(code -> text.append((char) number(code)));
                yield text.toString();
            }
            case "String" -> text(first);
            case "Number" -> number(first);
            case "parseInt", "Number.parseInt", "parseFloat" ->
                    Texts.leadingNumber(
                            text(first),
                            arguments.size() > 1 ? (int) number(arguments.get(1)) : 10);
            case "Math.floor" -> Math.floor(number(first));
            case "Math.abs" -> Math.abs(number(first));
            case "Math.round" -> Math.floor(number(first) + 0.5);
            case "Array.from" -> new ArrayList<>(list(first));
            case "atob" -> known(Texts.base64(text(first)));
            case "unescape", "decodeURIComponent" -> known(Texts.unescape(text(first)));
            case "Buffer.from" ->
                    arguments.size() > 1
                            ? known(Texts.decode(text(first), text(arguments.get(1))))
                            : text(first);
            default -> throw new Machine.Unknown(name);
        };
    }

    private static Object known(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            throw new Machine.Unknown("not decodable");
        }
        return text;
    }

    private static double at(List<Object> arguments, int index, double otherwise) {
        return index < arguments.size() && arguments.get(index) != Machine.UNDEFINED
                ? number(arguments.get(index))
                : otherwise;
    }

    private Object ofText(String text, String name, List<Object> arguments) {
        return switch (name) {
            case "charCodeAt", "codePointAt" -> {
                var at = (int) at(arguments, 0, 0);
                yield at >= 0 && at < text.length() ? (double) text.charAt(at) : Double.NaN;
            }
            case "charAt", "at" -> Texts.slice(text, at(arguments, 0, 0), at(arguments, 0, 0) + 1);
            case "slice" -> Texts.slice(text, at(arguments, 0, 0), at(arguments, 1, 1e9));
            case "substring" -> Texts.substring(text, at(arguments, 0, 0), at(arguments, 1, 1e9));
            case "substr" ->
                    Texts.slice(
                            Texts.slice(text, at(arguments, 0, 0), 1e9), 0, at(arguments, 1, 1e9));
            case "split" -> new ArrayList<Object>(Texts.split(text, text(arguments.getFirst())));
            case "indexOf" -> (double) text.indexOf(text(arguments.getFirst()));
            case "concat" -> {
                var joined = new StringBuilder(text);
                arguments.forEach(part -> joined.append(text(part)));
                yield bounded(joined.toString());
            }
            case "toString", "trim", "valueOf" -> text;
            case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
            case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
            default -> throw new Machine.Unknown(name);
        };
    }

    private Object ofList(List<Object> list, String name, List<Object> arguments) {
        return switch (name) {
            case "push" -> {
                list.addAll(arguments);
                if (list.size() > MOST) {
                    throw new Machine.Unknown("long list");
                }
                yield (double) list.size();
            }
            case "shift" -> list.isEmpty() ? Machine.UNDEFINED : list.removeFirst();
            case "pop" -> list.isEmpty() ? Machine.UNDEFINED : list.removeLast();
            case "unshift" -> {
                list.addAll(0, arguments);
                yield (double) list.size();
            }
            case "reverse" -> {
                Collections.reverse(list);
                yield list;
            }
            case "join" -> {
                var separator = arguments.isEmpty() ? "," : text(arguments.getFirst());
                var text = new StringBuilder();
                for (var index = 0; index < list.size(); index++) {
                    text.append(index == 0 ? "" : separator).append(text(list.get(index)));
                    bounded(text);
                }
                yield text.toString();
            }
            case "slice" -> {
                var from = (int) Math.clamp(at(arguments, 0, 0), 0, list.size());
                var to = (int) Math.clamp(at(arguments, 1, 1e9), from, list.size());
                yield new ArrayList<>(list.subList(from, to));
            }
            case "indexOf" -> (double) list.indexOf(arguments.getFirst());
            case "map", "forEach" -> {
                var mapped = new ArrayList<Object>(list.size());
                for (var index = 0; index < list.size(); index++) {
                    if (!(arguments.getFirst() instanceof Machine.Closure closure)) {
                        throw new Machine.Unknown(name);
                    }
                    mapped.add(machine.apply(closure, List.of(list.get(index), (double) index)));
                }
                yield name.equals("map") ? mapped : Machine.UNDEFINED;
            }
            default -> throw new Machine.Unknown(name);
        };
    }

    private static String bounded(CharSequence text) {
        if (text.length() > LONGEST) {
            throw new Machine.Unknown("long text");
        }
        return text.toString();
    }

    // Conversions and operators, as JavaScript has them for these types

    static boolean isTrue(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Double number -> number != 0 && !number.isNaN();
            case String text -> !text.isEmpty();
            default -> value != Machine.UNDEFINED;
        };
    }

    static double number(Object value) {
        return switch (value) {
            case Double number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case String text -> {
                try {
                    yield text.isBlank() ? 0 : Double.parseDouble(text.strip());
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
            case List<?> list when list.isEmpty() -> 0;
            default -> Double.NaN;
        };
    }

    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Double number -> number.isNaN() ? "NaN" : Texts.number(number);
            case Boolean truth -> truth.toString();
            default -> throw new Machine.Unknown("text");
        };
    }

    @SuppressWarnings("unchecked") // Lists are only ever made here and hold anything.
    static List<Object> list(Object value) {
        return switch (value) {
            case List<?> list -> (List<Object>) list;
            case String text -> new ArrayList<Object>(Texts.split(text, ""));
            default -> throw new Machine.Unknown("list");
        };
    }

    static void store(Object list, int index, Object value) {
        var elements = list(list);
        if (index < 0 || index > MOST) {
            throw new Machine.Unknown("index");
        }
        while (elements.size() <= index) {
            elements.add(Machine.UNDEFINED);
        }
        elements.set(index, value);
    }

    static Object unary(String operator, Object value) {
        return switch (operator) {
            case "!" -> !isTrue(value);
            case "-" -> -number(value);
            case "+" -> number(value);
            case "~" -> (double) ~toInt(value);
            case "void" -> Machine.UNDEFINED;
            default -> throw new Machine.Unknown(operator);
        };
    }

    private static int toInt(Object value) {
        return (int) (long) number(value);
    }

    static Object binary(String operator, Object left, Object right) {
        return switch (operator) {
            case "+" ->
                    left instanceof String || right instanceof String
                            ? bounded(text(left) + text(right))
                            : (Object) (number(left) + number(right));
            case "-" -> number(left) - number(right);
            case "*" -> number(left) * number(right);
            case "/" -> number(left) / number(right);
            case "%" -> number(left) % number(right);
            case "^" -> (double) (toInt(left) ^ toInt(right));
            case "&" -> (double) (toInt(left) & toInt(right));
            case "|" -> (double) (toInt(left) | toInt(right));
            case "<<" -> (double) (toInt(left) << toInt(right));
            case ">>" -> (double) (toInt(left) >> toInt(right));
            case ">>>" -> (double) (toInt(left) & 0xffffffffL) / (1L << (toInt(right) & 31)) - 0.0;
            case "<" -> number(left) < number(right);
            case ">" -> number(left) > number(right);
            case "<=" -> number(left) <= number(right);
            case ">=" -> number(left) >= number(right);
            case "===", "==" -> left.equals(right);
            case "!==", "!=" -> !left.equals(right);
            default -> throw new Machine.Unknown(operator);
        };
    }
}
