package dev.assay.scanners.rust;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.text.Hosts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the Rust of a package. A file that cannot be read, or that is more than is read, is told as
 * not parsed.
 */
public final class RustAnalyser {

    private static final String MANIFEST = "Cargo.toml";
    private static final int LARGEST = 8 << 20;
    private static final long MOST_BYTES = 128L << 20;

    /** What cargo builds for the package's own sake, and for nobody who depends on it. */
    private static final Pattern APART = Pattern.compile("(?:.*/)?(?:tests|benches|examples)/.*");

    /** What the Rust of a package is and does. */
    public CodeAnalysis analyse(PackageTree tree) {
        var files = new ArrayList<SourceFile>();
        var unparsed = new ArrayList<Unparsed>();
        var reachable = new HashSet<String>();
        var isCrate =
                tree.files().keySet().stream()
                        .anyMatch(each -> each.equals(MANIFEST) || each.endsWith("/" + MANIFEST));
        var bytes = 0L;
        var parsed = 0L;
        for (var each : tree.files().entrySet()) {
            if (!each.getKey().endsWith(".rs")) {
                continue;
            }
            var size = each.getValue().length;
            bytes += size;
            var isBuilt = isCrate && !APART.matcher(each.getKey()).matches();
            if (isBuilt) {
                reachable.add(each.getKey());
            }
            try {
                if (size > LARGEST || bytes > MOST_BYTES) {
                    throw new UnreadableException(
                            "it is larger than what is read of Rust (" + size + " bytes)");
                }
                var source = text(each.getValue());
                var tokens = Lexer.tokens(source);
                files.add(
                        new SourceFile(
                                each.getKey(), source, tokens, new Outline(tokens), isBuilt));
                parsed += size;
            } catch (UnreadableException e) {
                unparsed.add(new Unparsed(each.getKey(), String.valueOf(e.getMessage())));
            }
        }
        if (bytes == 0) {
            return CodeAnalysis.NONE;
        }
        var report = new Report(tree.purl().toString());
        var prints = prints(files, report);
        facts(files, report);
        return new CodeAnalysis(
                report.facts(), prints, bytes, parsed, unparsed, reachable, Set.of(), Set.of());
    }

    private static String text(byte[] bytes) throws UnreadableException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("it is not UTF-8, which all Rust is");
        }
    }

    private static List<FunctionPrint> prints(List<SourceFile> files, Report report) {
        var prints = new ArrayList<FunctionPrint>();
        for (var file : files) {
            prints.addAll(new Prints(file).all(report));
        }
        return prints;
    }

    private static void facts(List<SourceFile> files, Report report) {
        var known = new Known();
        files.forEach(known::learn);
        // A client that is made in one file is used in others.
        var clients = files.stream().anyMatch(Network::reaches);
        var network = new Network(report);
        var machine = new Machine(report);
        var recipients = new Recipients(report);
        var tools = new Tools(report);
        for (var file : files) {
            var mails =
                    file.outline().imported().stream()
                            .anyMatch(each -> each.matches("(lettre|mail_send|mail_builder)\\b.*"));
            new Calls(file, known)
                    .each(
                            call -> {
                                network.look(call, clients);
                                machine.look(call);
                                recipients.look(call, mails);
                            });
            for (var function : file.outline().functions()) {
                if (!function.tested()) {
                    recipients.places(file, known, function);
                    tools.look(file, known, function);
                }
            }
            texts(file, recipients, report);
        }
    }

    /** Hosts and recipients that are only written somewhere, and what is linked to. */
    private static void texts(SourceFile file, Recipients recipients, Report report) {
        var tokens = file.tokens();
        for (var at = 0; at < tokens.size(); at++) {
            if (file.outline().isTested(at)) {
                continue;
            }
            if (tokens.get(at).isText()) {
                recipients.written(file, at);
                mentioned(file, at, report);
            } else if (tokens.get(at).isWord("link")
                    && at + 4 < tokens.size()
                    && tokens.get(at + 1).is("(")
                    && tokens.get(at + 2).isWord("name")
                    && tokens.get(at + 4).isText()) {
                report.add(
                        FindingKind.NATIVE_BINARY,
                        tokens.get(at + 4).text(),
                        file,
                        at,
                        Map.of("how", "link"));
            }
        }
    }

    private static void mentioned(SourceFile file, int at, Report report) {
        var text = file.tokens().get(at).text();
        if (text.indexOf('.') < 0 && !text.contains("://")) {
            return;
        }
        for (var to : Hosts.mentioned(text)) {
            var detail = new LinkedHashMap<String, Object>();
            detail.put("contacted", false);
            detail.put("role", "other");
            if (Hosts.isLocal(to.host())) {
                detail.put("local", true);
            }
            report.add(FindingKind.OUTBOUND_DOMAIN, to.host(), file, at, detail);
        }
    }
}
