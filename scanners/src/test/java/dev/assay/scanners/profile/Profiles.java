package dev.assay.scanners.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds profiles for tests, with code that was read whole unless said otherwise. */
public final class Profiles {

    private final String purl;
    private final List<Facts> facts = new ArrayList<>();
    private final List<FunctionPrint> functions = new ArrayList<>();
    private final List<Coverage.Unparsed> unparsed = new ArrayList<>();
    private long parsed = 1_000;

    private Profiles(String purl) {
        this.purl = purl;
    }

    public static Profiles of(String purl) {
        return new Profiles(purl);
    }

    public Profiles facts(Facts... more) {
        facts.addAll(Arrays.asList(more));
        return this;
    }

    public Profiles functions(String... prints) {
        for (var print : prints) {
            functions.add(
                    new FunctionPrint(print, "", 0, "", "dist/index.js", 0, 80, 1, 9, "send"));
        }
        return this;
    }

    /** Of 1,000 bytes of code. */
    public Profiles parsed(long bytes) {
        parsed = bytes;
        return this;
    }

    public Profiles unparsed(String file, String reason) {
        unparsed.add(new Coverage.Unparsed(file, reason));
        return this;
    }

    public Profile profile() {
        var coverage = new Coverage(3, 1_500, 1_000, parsed, unparsed, functions.size(), 0, 0);
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                purl,
                null,
                coverage,
                facts.stream().map(fact -> fact.fact(purl)).toList(),
                functions,
                Map.of());
    }
}
