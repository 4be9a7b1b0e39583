package dev.assay.scanners.hiddentext;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds hidden text in the files of a package and in what its tools tell a model. */
public final class HiddenTextScanner {

    private static final Set<String> DOCUMENTS = Set.of("md", "markdown", "txt", "map", "html", "");
    private static final Set<String> CODE =
            Set.of("js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "json", "sh", "py");
    private static final int AROUND = 60;

    /** Where a hidden text stands; it weighs most where a model or an installer reads it. */
    private enum Place {
        CODE,
        MANIFEST,
        DOCUMENT,
        DESCRIPTION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Found(HiddenRun run, Passage in) {}

    /** Hidden text in the files, one fact for each file and kind of character. */
    public List<Fact> inFiles(PackageTree tree, Predicate<String> reachable) {
        var facts = new ArrayList<Fact>();
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            var at = new Evidence(tree.purl().toString(), file, 0, 0, null, "");
                            var found = inFile(file, bytes);
                            if (!found.isEmpty()) {
                                facts.addAll(of(found, at, placeOf(file), reachable.test(file)));
                            }
                        });
        return facts;
    }

    /**
     * Bytes that are no UTF-8 are a binary, in which nothing hides from a reader, unless the file's
     * name says that it is code: one bad byte must not switch the search off.
     */
    private static List<Found> inFile(String file, byte[] bytes) {
        var isCode = CODE.contains(ending(file));
        var found = new ArrayList<Found>();
        var passages = Passage.around(bytes);
        if (passages == null) {
            passages = isCode ? List.of(Passage.of(decoded(bytes))) : List.of();
        }
        for (var passage : passages) {
            HiddenRuns.in(passage.text()).forEach(run -> found.add(new Found(run, passage)));
        }
        if (isCode && hasLongGap(bytes)) {
            var whole = Passage.of(decoded(bytes));
            FarOut.in(whole.text()).forEach(run -> found.add(new Found(run, whole)));
        }
        return found;
    }

    private static String decoded(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Hidden text that code puts into what a model reads, whatever escapes it was written with. */
    public List<Fact> inDescriptions(List<Fact> tools) {
        var facts = new ArrayList<Fact>();
        for (var tool : tools) {
            for (var text : texts(tool.detail(), new ArrayList<>())) {
                var whole = Passage.of(text);
                var found = HiddenRuns.in(text).stream().map(run -> new Found(run, whole)).toList();
                facts.addAll(of(found, tool.at(), Place.DESCRIPTION, tool.reachable()));
            }
        }
        return facts;
    }

    private static List<String> texts(Object value, List<String> into) {
        switch (value) {
            case String text -> into.add(text);
            case Map<?, ?> map -> map.values().forEach(element -> texts(element, into));
            case List<?> list -> list.forEach(element -> texts(element, into));
            default -> {}
        }
        return into;
    }

    private static List<Fact> of(List<Found> all, Evidence at, Place place, boolean reachable) {
        var byClass = new LinkedHashMap<HiddenClass, List<Found>>();
        for (var found : all) {
            var hiddenClass = found.run().hiddenClass();
            byClass.computeIfAbsent(hiddenClass, key -> new ArrayList<>()).add(found);
        }
        var facts = new ArrayList<Fact>();
        byClass.forEach(
                (hiddenClass, found) -> facts.add(fact(hiddenClass, found, at, place, reachable)));
        return facts;
    }

    private static Fact fact(
            HiddenClass hiddenClass,
            List<Found> found,
            Evidence at,
            Place place,
            boolean reachable) {
        var decoded = new StringBuilder();
        for (var one : found) {
            if (decoded.length() < Evidence.MAX_EXCERPT) {
                decoded.append(decoded.isEmpty() ? "" : " ").append(one.run().decoded());
            }
        }
        var spelt = decoded.substring(0, Math.min(decoded.length(), Evidence.MAX_EXCERPT));
        var detail =
                Map.<String, Object>of(
                        "class",
                        hiddenClass.word(),
                        "place",
                        place.word(),
                        "decoded",
                        spelt,
                        "occurrences",
                        found.size());
        return new Fact(
                FindingKind.HIDDEN_TEXT,
                hiddenClass.word() + ": " + spelt,
                null,
                reachable,
                Via.DECODED,
                place == Place.DESCRIPTION ? at : located(found.getFirst(), at),
                detail);
    }

    private static Evidence located(Found found, Evidence at) {
        var run = found.run();
        var passage = found.in();
        var text = passage.text();
        var from = Math.max(passage.lineStart(run.start()), run.start() - AROUND);
        var lineEnd = text.indexOf('\n', run.start());
        var to = Math.min(lineEnd < 0 ? text.length() : lineEnd, run.end() + AROUND);
        var excerpt = text.substring(from, Math.max(from, to)).strip();
        return new Evidence(
                at.packageUrl(),
                at.file(),
                passage.lineOf(run.start()),
                passage.columnOf(run.start()),
                null,
                excerpt.substring(0, Math.min(excerpt.length(), Evidence.MAX_EXCERPT)));
    }

    private static Place placeOf(String file) {
        if (file.equals("package.json")) {
            return Place.MANIFEST;
        }
        return DOCUMENTS.contains(ending(file)) ? Place.DOCUMENT : Place.CODE;
    }

    /** Whether blanks follow each other that long; every so many bytes one of them is looked at. */
    private static boolean hasLongGap(byte[] bytes) {
        for (var at = FarOut.FAR - 1; at < bytes.length; at += FarOut.FAR) {
            if (isBlank(bytes[at])) {
                var from = at;
                while (from > 0 && isBlank(bytes[from - 1])) {
                    from--;
                }
                var to = at;
                while (to < bytes.length && isBlank(bytes[to])) {
                    to++;
                }
                if (to - from >= FarOut.FAR) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The wide blanks are of several bytes, all of which have the top bit. */
    private static boolean isBlank(byte b) {
        return b == ' '
                || b == '\t'
                || b == (byte) 0xc2
                || b == (byte) 0xa0
                || b == (byte) 0xe3
                || b == (byte) 0x80;
    }

    private static String ending(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
