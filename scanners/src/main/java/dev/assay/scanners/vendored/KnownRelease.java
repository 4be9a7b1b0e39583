package dev.assay.scanners.vendored;

import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profile.Words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A release whose functions are known, so that copies of them can be told.
 *
 * @param purl the release
 * @param functions its functions by shape
 * @param words all words of its functions, and the names they have
 */
public record KnownRelease(String purl, Map<String, FunctionPrint> functions, Set<Long> words) {

    public KnownRelease {
        Objects.requireNonNull(purl, "purl is null");
    }

    public static KnownRelease of(Profile profile) {
        var functions = new HashMap<String, FunctionPrint>();
        var words = new HashSet<Long>();
        for (var function : profile.functions()) {
            for (var word : Words.decode(function.words())) {
                words.add(word);
            }
            words.add(Words.hash(function.name()));
            if (!function.shape().isEmpty()) {
                functions.putIfAbsent(function.shape(), function);
            }
        }
        return new KnownRelease(profile.purl(), functions, words);
    }

    /** The package without its version. */
    String packageUrl() {
        var at = purl.lastIndexOf('@');
        return at > purl.indexOf('/') ? purl.substring(0, at) : purl;
    }

    /** Words of a function that no function of this release has. */
    List<Long> foreign(FunctionPrint function) {
        var foreign = new ArrayList<Long>();
        for (var word : Words.decode(function.words())) {
            if (!words.contains(word)) {
                foreign.add(word);
            }
        }
        return foreign;
    }
}
