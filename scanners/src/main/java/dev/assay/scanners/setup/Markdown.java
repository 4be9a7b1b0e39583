package dev.assay.scanners.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts instructions into passages. It knows as much of Markdown as tells prose from examples and
 * sentences from each other; other documents are prose.
 */
final class Markdown {

    private static final int LONGEST = 1500;

    private static final Pattern FENCE = Pattern.compile("^\\s*(?:>\\s*)?(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("^\\s{0,3}(#{1,6})\\s+(.*)");
    private static final Pattern ALONE =
            Pattern.compile("^\\s*(?:>\\s*)*(?:[-*+]\\s|\\d{1,3}[.)]\\s|\\|).*");
    private static final Pattern MARKS = Pattern.compile("\\*\\*|__(?=\\s|$)|(?<=^|\\s)__|`");
    private static final Pattern LINK =
            Pattern.compile("!?\\[([^\\[\\]\\n]{0,200})\\]\\([^)\\n]{0,500}\\)");

    /** An address says nothing, but for those that are the names of scopes. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://(?!www\\.googleapis\\.com/auth/|mail\\.google\\.com/)\\S+");

    private static final Pattern END = Pattern.compile("[.!?][)\"'”]?\\s+(?=[\\p{Lu}\"“(])");

    /** Quoted prose is somebody else's: what to say to a model, or what a button is called. */
    private static final Pattern QUOTED =
            Pattern.compile("[\"“](?:[^\\s\"“”]{1,60}+\\s++){2,40}+[^\\s\"“”]{0,60}+[\"”]");

    private final List<Passage> passages = new ArrayList<>();
    private final String[] headings = {"", "", "", "", "", "", ""};
    private final StringBuilder paragraph = new StringBuilder();
    private int began = 1;
    private boolean code;

    private Markdown() {}

    static List<Passage> passages(String text) {
        var markdown = new Markdown();
        var number = 0;
        for (var line : text.split("\n", -1)) {
            markdown.line(line, ++number);
        }
        markdown.flush();
        return markdown.passages;
    }

    private void line(String line, int number) {
        var heading = HEADING.matcher(line);
        if (FENCE.matcher(line).matches()) {
            flush();
            code = !code;
        } else if (code) {
            add(line, number, Passage.Form.CODE);
        } else if (heading.matches()) {
            flush();
            var level = heading.group(1).length();
            headings[level] = clean(heading.group(2));
            for (var deeper = level + 1; deeper < headings.length; deeper++) {
                headings[deeper] = "";
            }
        } else if (line.isBlank()) {
            flush();
        } else {
            if (ALONE.matcher(line).matches()) {
                flush();
            }
            if (paragraph.isEmpty()) {
                began = number;
            } else {
                paragraph.append('\n');
            }
            paragraph.append(line);
        }
    }

    private void flush() {
        var text = QUOTED.matcher(clean(paragraph.toString())).replaceAll("“…”");
        paragraph.setLength(0);
        var line = began;
        var from = 0;
        var ends = END.matcher(text);
        while (from < text.length()) {
            var to = ends.find(from) ? ends.end() : text.length();
            var sentence = text.substring(from, to);
            add(sentence, line, Passage.Form.PROSE);
            line += (int) sentence.chars().filter(each -> each == '\n').count();
            from = to;
        }
    }

    private void add(String text, int line, Passage.Form form) {
        for (var from = 0; from < text.length(); from += LONGEST) {
            var part = text.substring(from, Math.min(text.length(), from + LONGEST));
            if (!part.isBlank()) {
                passages.add(new Passage(part, line, path(), form));
            }
        }
    }

    /** The title is left out: it is the product's name. */
    private String path() {
        var path = new StringBuilder();
        for (var level = 2; level < headings.length; level++) {
            if (!headings[level].isEmpty()) {
                path.append(path.isEmpty() ? "" : " > ").append(headings[level]);
            }
        }
        return path.toString();
    }

    private static String clean(String text) {
        // A picture in a link is a link in a link.
        var plain = LINK.matcher(LINK.matcher(text).replaceAll("$1")).replaceAll("$1");
        plain = ADDRESS.matcher(plain).replaceAll(" ");
        return MARKS.matcher(plain).replaceAll("");
    }
}
