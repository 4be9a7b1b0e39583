package dev.assay.scanners.setup;

/**
 * A sentence of instructions, a line of an example, or an input that is declared.
 *
 * @param text without the marks of Markdown, with the line breaks that it had
 * @param line where it begins, from 1
 * @param headings those it stands under, below the document's title, from the outermost
 */
record Passage(String text, int line, String headings, Form form) {

    /** What it is, which decides what is a request in it. */
    enum Form {
        PROSE,
        CODE,
        INPUT,
        OPTIONAL_INPUT
    }

    /** The line that a place in it stands in. */
    int lineOf(int start) {
        return line + (int) text.substring(0, start).chars().filter(each -> each == '\n').count();
    }

    boolean isDeclared() {
        return form == Form.INPUT || form == Form.OPTIONAL_INPUT;
    }
}
