package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Holes;

import java.util.List;
import java.util.regex.Pattern;

/** Texts with places for arguments. */
final class Formats {

    private static final Pattern PRINTF =
            Pattern.compile("%(?:(\\d+)\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?([a-zA-Z%])");
    private static final Pattern NUMBERED = Pattern.compile("\\{(\\d{1,3})[^}]{0,40}}");
    private static final Pattern BRACED = Pattern.compile("\\{[\\w.-]{0,60}}");

    private Formats() {}

    static List<Text> printf(Text format, List<Val> args, Origin at) {
        var texts = List.of(new Text("", format.via(), format.origin()));
        var matcher = PRINTF.matcher(format.text());
        var from = 0;
        var next = 0;
        while (matcher.find()) {
            texts = then(texts, literal(format, from, matcher.start()));
            from = matcher.end();
            switch (matcher.group(2)) {
                case "n" ->
                        texts = then(texts, List.of(new Text("\n", Via.PLAIN, format.origin())));
                case "%" -> texts = then(texts, List.of(new Text("%", Via.PLAIN, format.origin())));
                default -> {
                    var index =
                            matcher.group(1) == null
                                    ? next++
                                    : Integer.parseInt(cut(matcher.group(1))) - 1;
                    texts = then(texts, argument(args, index, at, matcher.group(2).equals("c")));
                }
            }
        }
        return then(texts, literal(format, from, format.text().length()));
    }

    static List<Text> numbered(Text format, List<Val> args, Origin at) {
        var texts = List.of(new Text("", format.via(), format.origin()));
        var matcher = NUMBERED.matcher(format.text());
        var from = 0;
        while (matcher.find()) {
            texts = then(texts, literal(format, from, matcher.start()));
            texts = then(texts, argument(args, Integer.parseInt(matcher.group(1)), at, false));
            from = matcher.end();
        }
        return then(texts, literal(format, from, format.text().length()));
    }

    /** {@code https://{host}/x} of URI templates: each place by the next argument. */
    static List<Text> template(Text format, List<Val> args, Origin at) {
        var texts = List.of(new Text("", format.via(), format.origin()));
        var matcher = BRACED.matcher(format.text());
        var from = 0;
        var next = 0;
        while (matcher.find()) {
            texts = then(texts, literal(format, from, matcher.start()));
            texts = then(texts, argument(args, next++, at, false));
            from = matcher.end();
        }
        return then(texts, literal(format, from, format.text().length()));
    }

    private static String cut(String digits) {
        return digits.length() > 4 ? "9999" : digits;
    }

    private static List<Text> literal(Text format, int from, int to) {
        return from == to
                ? List.of()
                : List.of(new Text(format.text().substring(from, to), Via.PLAIN, format.origin()));
    }

    private static List<Text> argument(List<Val> args, int index, Origin at, boolean isCharacter) {
        if (index < 0 || index >= args.size()) {
            return List.of(new Text(String.valueOf(Holes.HOLE), Via.PLAIN, at));
        }
        var arg = args.get(index);
        if (isCharacter && arg.number() != null) {
            return List.of(new Text(String.valueOf((char) arg.number().intValue()), Via.PLAIN, at));
        }
        return Strings.texts(arg, null, at);
    }

    private static List<Text> then(List<Text> texts, List<Text> more) {
        return more.isEmpty() ? texts : Strings.product(texts, more);
    }
}
