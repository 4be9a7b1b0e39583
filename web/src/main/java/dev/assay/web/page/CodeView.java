package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The changed code of a release.
 *
 * @param base what the links of this page begin with, for example {@code /releases/ID}
 * @param title what the functions have in common
 * @param summary how much changed, one sentence
 * @param leftOut what is not shown, with the reason, one sentence each
 * @param functions in the order in which they are read
 * @param files the files as a tree
 * @param adrift comments whose line is not there any more
 * @param writable whether a comment can be written here
 */
record CodeView(
        String base,
        String title,
        String summary,
        List<String> leftOut,
        List<Function> functions,
        List<Folder> files,
        String fileSummary,
        List<Comment> adrift,
        boolean writable) {

    /**
     * A function side by side.
     *
     * @param anchor its id in the page
     * @param title its name
     * @param place file and line
     * @param state new, changed or gone
     * @param sides how many columns there are: 2 where it changed
     * @param added lines that came
     * @param removed lines that went
     * @param notes what has to be known to read it: line breaks put in, code cut
     * @param pins the findings in it
     * @param blocks the code; empty where {@code link} has it
     * @param link where the code is loaded from, null where it is here
     * @param numbered whether line numbers are those of the file
     */
    record Function(
            int index,
            String anchor,
            String title,
            String file,
            String place,
            String state,
            int sides,
            int added,
            int removed,
            List<String> notes,
            List<Pin> pins,
            List<Block> blocks,
            @Nullable String link,
            boolean numbered,
            int comments) {}

    /**
     * Lines that follow each other.
     *
     * @param unchanged how many lines are folded away here; 0 where the lines are to be read
     */
    record Block(int unchanged, List<Row> rows) {}

    /**
     * @param css {@code same}, {@code add}, {@code del} or {@code mod}
     * @param oldNumber empty where there is no line on that side
     */
    record Row(
            String css,
            String oldNumber,
            List<Excerpt.Part> before,
            String newNumber,
            List<Excerpt.Part> now,
            List<Pin> pins,
            List<Comment> comments) {}

    /** A finding at its line. */
    record Pin(String id, String severity, String title) {}

    /**
     * @param where file and line, for a comment whose line is not there any more
     * @param line what stood there
     */
    record Comment(
            String who, Instant at, String text, boolean outdated, String where, String line) {}

    /**
     * A folder with its files.
     *
     * @param open whether something in it changed
     */
    record Folder(String name, String said, boolean open, List<File> files) {}

    /**
     * @param css {@code add}, {@code mod}, {@code gone} or {@code same}
     * @param read what was read of it, for people
     * @param link its raw difference, null where there is none
     */
    record File(
            String name,
            String css,
            String state,
            String size,
            String read,
            boolean unread,
            @Nullable String link) {}
}
