package dev.assay.scanners.profile;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Builds facts for tests. */
public final class Facts {

    private final FindingKind kind;
    private final String value;
    private final Map<String, Object> detail = new HashMap<>();
    private @Nullable String print;
    private boolean reachable = true;
    private Via via = Via.PLAIN;
    private String file = "dist/index.js";
    private int line = 1;
    private String excerpt = "";
    private @Nullable Integer mark;

    private Facts(FindingKind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    public static Facts of(FindingKind kind, String value) {
        return new Facts(kind, value);
    }

    public Facts with(String key, Object detailValue) {
        detail.put(key, detailValue);
        return this;
    }

    public Facts in(String functionPrint) {
        print = functionPrint;
        return this;
    }

    public Facts unreachable() {
        reachable = false;
        return this;
    }

    public Facts via(Via how) {
        via = how;
        return this;
    }

    public Facts at(String path, int lineNumber, String code) {
        file = path;
        line = lineNumber;
        excerpt = code;
        return this;
    }

    /** Marks what the excerpt is about. */
    public Facts marking(String code) {
        mark = excerpt.indexOf(code);
        return this;
    }

    public Fact fact(String packageUrl) {
        var function = print == null ? null : "send";
        var at = new Evidence(packageUrl, file, line, 5, function, excerpt, mark);
        return new Fact(kind, value, print, reachable, via, at, detail);
    }
}
