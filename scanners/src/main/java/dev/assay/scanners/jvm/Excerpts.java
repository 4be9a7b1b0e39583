package dev.assay.scanners.jvm;

/** A call as somebody would have written it, with what is known of its arguments. */
final class Excerpts {

    private static final int LONGEST = 120;

    private Excerpts() {}

    static String of(Site site) {
        var text =
                new StringBuilder(site.isConstructor() ? "new " : "")
                        .append(site.title())
                        .append('(');
        for (var index = 0; index < site.args().size(); index++) {
            text.append(index == 0 ? "" : ", ")
                    .append(argument(site.arg(index), site.parameter(index)));
        }
        return text.append(')').toString();
    }

    private static String argument(Val value, String type) {
        var texts = value.allTexts();
        if (!texts.isEmpty()) {
            return quoted(texts.getFirst());
        }
        if (value.number() != null) {
            return type.equals("Z")
                    ? value.number() == 0 ? "false" : "true"
                    : String.valueOf(value.number());
        }
        if (!value.symbol().isEmpty()) {
            return Cls.simple(value.symbol()).replace('$', '.');
        }
        return "…";
    }

    static String quoted(Text text) {
        var shown = text.shown().replace("\n", "\\n");
        return '"' + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown) + '"';
    }
}
