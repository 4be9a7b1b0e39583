package dev.assay.scanners.rust;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects facts with their evidence, each once. */
final class Report {

    private static final int LONGEST = 300;

    private final String purl;
    private final Map<Function, String> prints = new HashMap<>();
    private final Map<String, Fact> facts = new HashMap<>();
    private final Set<String> contacted = new HashSet<>();

    Report(String purl) {
        this.purl = purl;
    }

    void print(Function function, String print) {
        prints.put(function, print);
    }

    void add(
            FindingKind kind,
            String value,
            SourceFile file,
            int token,
            Map<String, Object> detail) {
        var at = file.tokens().get(token);
        var function = file.outline().of(token);
        var contact = detail.get("contacted");
        if (Boolean.TRUE.equals(contact)) {
            contacted.add(file.path() + "\n" + value);
        }
        facts.putIfAbsent(
                kind + "\n" + value + "\n" + file.path() + "\n" + at.line() + "\n" + contact,
                new Fact(
                        kind,
                        value.length() <= LONGEST ? value : value.substring(0, LONGEST),
                        function == null ? null : prints.get(function),
                        file.reachable() && !file.outline().isTested(token),
                        Via.PLAIN,
                        new Evidence(
                                purl,
                                file.path(),
                                at.line(),
                                at.start() - file.source().lastIndexOf('\n', at.start() - 1),
                                function == null ? null : function.name(),
                                excerpt(file.source(), at)),
                        detail));
    }

    private static String excerpt(String source, Token at) {
        var from = source.lastIndexOf('\n', Math.max(0, at.start() - 1)) + 1;
        var to = source.indexOf('\n', at.start());
        var line = source.substring(from, to < 0 ? source.length() : to).strip();
        return line.length() <= Evidence.MAX_EXCERPT
                ? line
                : line.substring(0, Evidence.MAX_EXCERPT);
    }

    /** In the order of files and lines, without mentions of what a file contacts. */
    List<Fact> facts() {
        var all = new ArrayList<Fact>();
        for (var each : facts.values()) {
            if (!Boolean.FALSE.equals(each.detail().get("contacted"))
                    || !contacted.contains(each.at().file() + "\n" + each.value())) {
                all.add(each);
            }
        }
        all.sort(
                Comparator.comparing((Fact fact) -> fact.at().file())
                        .thenComparingInt(fact -> fact.at().line())
                        .thenComparing(Fact::kind)
                        .thenComparing(Fact::value)
                        .thenComparing(fact -> fact.detail().toString()));
        return all;
    }
}
