package dev.assay.scanners.hiddentext;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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

    /** Hidden text in the files, one fact for each file and kind of character. */
    public List<Fact> inFiles(PackageTree tree, Predicate<String> reachable) {
        var facts = new ArrayList<Fact>();
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            var hides = HiddenBytes.in(bytes);
                            var far = CODE.contains(ending(file)) && hasLongGap(bytes);
                            if (hides || far) {
                                var text = decoded(file, bytes);
                                var at = new Evidence(tree.purl().toString(), file, 0, 0, null, "");
                                var runs = new ArrayList<HiddenRun>();
                                if (hides) {
                                    runs.addAll(HiddenRuns.in(text));
                                }
                                if (far) {
                                    runs.addAll(FarOut.in(text));
                                }
                                facts.addAll(
                                        of(runs, text, at, placeOf(file), reachable.test(file)));
                            }
                        });
        return facts;
    }

    /** Hidden text that code puts into what a model reads, whatever escapes it was written with. */
    public List<Fact> inDescriptions(List<Fact> tools) {
        var facts = new ArrayList<Fact>();
        for (var tool : tools) {
            for (var text : texts(tool.detail(), new ArrayList<>())) {
                facts.addAll(
                        of(
                                HiddenRuns.in(text),
                                text,
                                tool.at(),
                                Place.DESCRIPTION,
                                tool.reachable()));
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

    private static List<Fact> of(
            List<HiddenRun> all, String text, Evidence at, Place place, boolean reachable) {
        var byClass = new LinkedHashMap<HiddenClass, List<HiddenRun>>();
        for (var run : all) {
            byClass.computeIfAbsent(run.hiddenClass(), key -> new ArrayList<>()).add(run);
        }
        var facts = new ArrayList<Fact>();
        byClass.forEach(
                (hiddenClass, runs) ->
                        facts.add(fact(text, hiddenClass, runs, at, place, reachable)));
        return facts;
    }

    private static Fact fact(
            String text,
            HiddenClass hiddenClass,
            List<HiddenRun> runs,
            Evidence at,
            Place place,
            boolean reachable) {
        var first = runs.getFirst();
        var decoded = new StringBuilder();
        for (var run : runs) {
            if (decoded.length() < Evidence.MAX_EXCERPT) {
                decoded.append(decoded.isEmpty() ? "" : " ").append(run.decoded());
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
                        runs.size());
        return new Fact(
                FindingKind.HIDDEN_TEXT,
                hiddenClass.word() + ": " + spelt,
                null,
                reachable,
                Via.DECODED,
                place == Place.DESCRIPTION ? at : located(text, first, at),
                detail);
    }

    private static Evidence located(String text, HiddenRun run, Evidence at) {
        var lineStart = text.lastIndexOf('\n', Math.max(0, run.start() - 1)) + 1;
        var line = 1 + (int) text.chars().limit(lineStart).filter(c -> c == '\n').count();
        var from = Math.max(lineStart, run.start() - AROUND);
        var lineEnd = text.indexOf('\n', run.start());
        var to = Math.min(lineEnd < 0 ? text.length() : lineEnd, run.end() + AROUND);
        var excerpt = text.substring(from, Math.max(from, to)).strip();
        return new Evidence(
                at.packageUrl(),
                at.file(),
                line,
                run.start() - lineStart + 1,
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

    /**
     * The text of a file. Bytes that are no UTF-8 are a binary, in which nothing hides from a
     * reader, unless the file's name says that it is code: one bad byte must not switch the search
     * off.
     */
    private static String decoded(String file, byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        // What is no UTF-8 becomes a replacement character, which few texts have otherwise.
        return text.indexOf('\uFFFD') < 0 || CODE.contains(ending(file)) || isUtf8(bytes)
                ? text
                : "";
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String ending(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
