package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.Map;
import java.util.Set;

/** Code that stops asking who is at the other end of an encrypted connection. */
final class TlsFacts implements FactFamily {

    private static final String OPTION = "rejectUnauthorized";
    private static final String VARIABLE = "NODE_TLS_REJECT_UNAUTHORIZED";

    private final Evaluator evaluator;
    private final Report report;

    TlsFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.OBJECT, Kind.ASSIGN);
    }

    @Override
    public void look(Place place, Node node) {
        if (node.is(Kind.ASSIGN)) {
            check(place.script(), node, node.kid(0), node.kid(1));
            return;
        }
        for (var property : node.kids()) {
            if (property.is(Kind.PROPERTY) && property.size() > 0) {
                check(place.script(), property, property, property.kid(0));
            }
        }
    }

    private void check(Script script, Node at, Node named, Node value) {
        if (script.isForeign()) {
            checkPython(script, at, named, value);
        } else if (named.isNamed(OPTION) && value.is(Kind.BOOLEAN) && value.isNamed("false")) {
            add(script, at, OPTION + "=false");
        } else if (named.isNamed(VARIABLE) && isZero(script, value)) {
            add(script, at, VARIABLE + "=0");
        }
    }

    /** {@code verify=False}, {@code check_hostname = False}, {@code verify_mode = CERT_NONE}. */
    private void checkPython(Script script, Node at, Node named, Node value) {
        var off = value.is(Kind.BOOLEAN) && value.isNamed("false");
        switch (named.name()) {
            case "verify",
                    "verify_ssl",
                    "check_hostname",
                    "ssl",
                    "validate_certs",
                    "verify_certs" -> {
                if (off) {
                    add(script, at, named.name() + "=False");
                }
            }
            case "PYTHONHTTPSVERIFY" -> {
                if (isZero(script, value)) {
                    add(script, at, "PYTHONHTTPSVERIFY=0");
                }
            }
            default -> {}
        }
        var last = value.is(Kind.CALL) ? value.kid(0).name() : value.name();
        switch (last) {
            case "CERT_NONE", "_create_unverified_context", "_create_stdlib_context" -> {
                if (value.is(Kind.MEMBER) || value.is(Kind.CALL) || value.is(Kind.IDENT)) {
                    add(script, at, last);
                }
            }
            default -> {}
        }
    }

    private boolean isZero(Script script, Node value) {
        var text = evaluator.text(script, value);
        return value.is(Kind.NUMBER) && value.isNamed("0")
                || text != null && text.text().equals("0");
    }

    private void add(Script script, Node at, String value) {
        report.add(FindingKind.TLS_PINNING, value, Via.PLAIN, script, at, Map.of());
    }
}
