package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.Map;
import java.util.Set;

/** Code that stops asking who is at the other end of an encrypted connection. */
final class TlsFacts {

    /** Classes of libraries that are made for it. */
    private static final Set<String> ACCEPTING =
            Set.of(
                    "NoopHostnameVerifier",
                    "AllowAllHostnameVerifier",
                    "TrustAllStrategy",
                    "InsecureTrustManagerFactory",
                    "TrustAllX509TrustManager",
                    "InsecureTrustManager");

    private static final Set<String> SWITCHES =
            Set.of(
                    "jdk.internal.httpclient.disableHostnameVerification",
                    "com.sun.net.ssl.checkRevocation",
                    "javax.net.ssl.trustStore",
                    "mail.smtp.ssl.trust");

    private final Classes classes;
    private final Report report;

    TlsFacts(Classes classes, Report report) {
        this.classes = classes;
        this.report = report;
    }

    void look(Site site) {
        var simple = Cls.simple(site.owner());
        if (ACCEPTING.contains(simple)) {
            report.add(FindingKind.TLS_PINNING, simple, Via.PLAIN, site, Map.of());
        }
        if (site.name().equals("setProperty") || site.name().equals("put")) {
            var key = site.arg(0).text();
            if (key != null && SWITCHES.contains(key.text())) {
                report.add(FindingKind.TLS_PINNING, key.text(), key.via(), site, Map.of());
            }
        }
        for (var arg : site.args()) {
            if (ACCEPTING.contains(
                    Cls.simple(
                            arg.symbol().contains(".")
                                    ? arg.symbol().substring(0, arg.symbol().lastIndexOf('.'))
                                    : ""))) {
                report.add(
                        FindingKind.TLS_PINNING,
                        Cls.simple(arg.symbol()).replace('$', '.'),
                        Via.PLAIN,
                        site,
                        Map.of());
            }
        }
    }

    /** {@code (host, session) -> true}. */
    void made(Lambda lambda, Origin at) {
        var method = classes.called(lambda.owner(), lambda.name(), lambda.descriptor(), false);
        if (method == null) {
            return;
        }
        switch (lambda.type()) {
            case "javax/net/ssl/HostnameVerifier" -> {
                if (saysYes(method)) {
                    report.add(
                            FindingKind.TLS_PINNING,
                            "HostnameVerifier accepts all",
                            Via.PLAIN,
                            at,
                            at,
                            "HostnameVerifier: (host, session) -> true",
                            Map.of());
                }
            }
            case "org/apache/http/ssl/TrustStrategy",
                    "org/apache/hc/core5/ssl/TrustStrategy",
                    "org/apache/http/conn/ssl/TrustStrategy" -> {
                if (saysYes(method)) {
                    report.add(
                            FindingKind.TLS_PINNING,
                            "TrustStrategy accepts all",
                            Via.PLAIN,
                            at,
                            at,
                            "TrustStrategy: (chain, type) -> true",
                            Map.of());
                }
            }
            default -> {}
        }
    }

    /** A class that is asked whom to trust. */
    void look(Cls cls) {
        for (var method : cls.methods().values()) {
            if (method.code() == null) {
                continue;
            }
            if (method.name().equals("checkServerTrusted")
                    && isTrustManager(cls)
                    && refusesNobody(method)) {
                add(method, "TrustManager accepts all", "checkServerTrusted(…) {}");
            } else if (method.name().equals("verify")
                    && classes.is(cls.name(), "javax/net/ssl/HostnameVerifier")
                    && saysYes(method)) {
                add(
                        method,
                        "HostnameVerifier accepts all",
                        "verify(host, session) { return true; }");
            }
        }
    }

    private boolean isTrustManager(Cls cls) {
        return classes.is(cls.name(), "javax/net/ssl/X509TrustManager")
                || classes.is(cls.name(), "javax/net/ssl/X509ExtendedTrustManager");
    }

    private void add(Method method, String value, String excerpt) {
        var at = new Origin(method, 0);
        report.add(FindingKind.TLS_PINNING, value, Via.PLAIN, at, at, excerpt, Map.of());
    }

    /** Neither throws nor asks anybody else. */
    private static boolean refusesNobody(Method method) {
        var code = method.code();
        return code != null
                && code.instructions().stream()
                        .noneMatch(
                                each ->
                                        each instanceof ThrowInstruction
                                                || each instanceof InvokeInstruction);
    }

    private static boolean saysYes(Method method) {
        var code = method.code();
        if (code == null) {
            return false;
        }
        var returns =
                code.instructions().stream().filter(ReturnInstruction.class::isInstance).count();
        var last = code.size() < 2 ? null : code.instructions().get(code.size() - 2);
        return returns == 1
                && code.instructions().getLast().opcode() == Opcode.IRETURN
                && last instanceof ConstantInstruction constant
                && Integer.valueOf(1).equals(constant.constantValue())
                && code.instructions().stream().noneMatch(InvokeInstruction.class::isInstance);
    }
}
