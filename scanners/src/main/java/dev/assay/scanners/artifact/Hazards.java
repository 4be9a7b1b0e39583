package dev.assay.scanners.artifact;

import dev.assay.scanners.artifact.PackageTree.ArchiveHazard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with an archive, each thing once, and no more than people can read. */
public final class Hazards {

    private static final int MOST = 200;
    private static final int LONGEST_NAME = 300;

    private final Set<ArchiveHazard> found = new LinkedHashSet<>();
    private int more;

    public void add(String entry, String problem) {
        var hazard = new ArchiveHazard(printable(entry), problem);
        if (found.size() < MOST) {
            found.add(hazard);
        } else if (!found.contains(hazard)) {
            more++;
        }
    }

    public List<ArchiveHazard> all() {
        var all = new ArrayList<>(found);
        if (more > 0) {
            all.add(
                    new ArchiveHazard(
                            "", more + " further hazards of this archive are not listed"));
        }
        return all;
    }

    /** A name in which nothing can move the reader's cursor or hide, cut where it is endless. */
    public static String printable(String name) {
        var text = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .forEach(
                        c -> {
                            if (isInvisible(c)) {
                                text.append(String.format("\\u{%x}", c));
                            } else {
                                text.appendCodePoint(c);
                            }
                        });
        return name.length() > LONGEST_NAME ? text + "…" : text.toString();
    }

    /** Control, format (bidirectional marks, zero width), surrogate or unassigned. */
    static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
