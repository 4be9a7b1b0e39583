package dev.assay.registry.allowed.gateway;

/** Text that others wrote as a literal of a policy language, in printable ASCII. */
final class Quoted {

    private Quoted() {}

    /** As the Common Expression Language has it. */
    static String cel(String text) {
        var literal = new StringBuilder("\"");
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                literal.append('\\').append((char) c);
                            } else if (c >= 0x20 && c < 0x7f) {
                                literal.append((char) c);
                            } else {
                                literal.append(
                                        String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
                            }
                        });
        return literal.append('"').toString();
    }

    /** As Cedar has it. */
    static String cedar(String text) {
        var literal = new StringBuilder("\"");
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                literal.append('\\').append((char) c);
                            } else if (c >= 0x20 && c < 0x7f) {
                                literal.append((char) c);
                            } else {
                                literal.append(String.format("\\u{%x}", c));
                            }
                        });
        return literal.append('"').toString();
    }
}
