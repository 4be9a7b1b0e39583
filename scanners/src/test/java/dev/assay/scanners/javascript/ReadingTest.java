package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which files are read, and what happens with those that resist. */
class ReadingTest {

    @Test
    void reachabilityFollowsImportsFromTheRoots() {
        var analysis =
                Sample.of(
                                "import './a.js'; require('./lib'); import('./lazy.mjs'); new Worker('./worker.js')")
                        .with("a.js", "export * from './b.cjs'")
                        .with("b.cjs", "module.exports = 1")
                        .with("lib/index.js", "module.exports = 1")
                        .with("lazy.mjs", "export default 1")
                        .with("worker.js", "fetch('https://api.vendor.dev')")
                        .with("shipped.test.js", "fetch('https://evil.collector.dev')")
                        .analyse();

        assertThat(analysis.reachableFiles())
                .containsExactlyInAnyOrder(
                        "index.js", "a.js", "b.cjs", "lib/index.js", "lazy.mjs", "worker.js");
        assertThat(analysis.facts())
                .filteredOn(fact -> fact.kind() == FindingKind.OUTBOUND_DOMAIN)
                .extracting(Fact::value, Fact::reachable)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("evil.collector.dev", false),
                        org.assertj.core.groups.Tuple.tuple("api.vendor.dev", true));
    }

    @Test
    void fileOfAnyNameThatCodeLoadsIsCode() {
        var sample =
                Sample.of("require('./payload.txt')")
                        .with("payload.txt", "fetch('https://evil.collector.dev')");

        assertThat(sample.contacted()).containsExactly("evil.collector.dev");
    }

    @Test
    void scriptByItsFirstLineIsCode() {
        var sample =
                Sample.of("").with("cli", "#!/usr/bin/env node\nfetch('https://api.vendor.dev')");

        assertThat(sample.contacted()).containsExactly("api.vendor.dev");
    }

    @Test
    void packagesThatCodeImportsAreNamedWithoutNodesOwn() {
        var analysis =
                Sample.of(
                                "import a from '@scope/pkg/sub'; import 'node:fs'; import 'fs/promises'; require('b/c.js')")
                        .analyse();

        assertThat(analysis.importedPackages()).containsExactlyInAnyOrder("@scope/pkg", "b");
    }

    @Test
    void returnAtTheTopLevelAndUsingAreRead() {
        assertThat(Sample.of("if (x) return; fetch('https://api.vendor.dev')").contacted())
                .containsExactly("api.vendor.dev");
        assertThat(
                        Sample.of("{ await using f = open(); fetch('https://api.vendor.dev') }")
                                .contacted())
                .containsExactly("api.vendor.dev");
    }

    @Test
    void whatIsNotJavaScriptIsUnparsedWithAReason() {
        var analysis = Sample.of("this is not code").with("ok.js", "a()").analyse();

        assertThat(analysis.unparsed())
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(file.file()).isEqualTo("index.js");
                            assertThat(file.reason()).startsWith("not JavaScript");
                        });
        assertThat(analysis.parsedCodeBytes()).isEqualTo(3);
        assertThat(analysis.codeBytes()).isEqualTo(19);
    }

    @Test
    void fileThatIsNotUtf8IsUnparsed() {
        var bytes = "a('\u00e9')".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Sample.of("").with("latin.js", bytes).analyse().unparsed())
                .singleElement()
                .satisfies(file -> assertThat(file.reason()).isEqualTo("not UTF-8"));
    }

    @Test
    void typeScriptThatCodeLoadsIsUnparsedAndOtherwiseNoCode() {
        assertThat(
                        Sample.of("import './x.ts'")
                                .with("x.ts", "let a: number = 1")
                                .analyse()
                                .unparsed())
                .hasSize(1);
        assertThat(Sample.of("").with("x.ts", "let a: number = 1").analyse().unparsed()).isEmpty();
    }

    @Test
    void fileOverTheLimitIsUnparsedAndTheOthersAreRead() {
        var limits = limits(1000, Duration.ofSeconds(20));

        var analysis =
                Sample.of("fetch('https://api.vendor.dev')")
                        .with("big.js", "a();".repeat(1000))
                        .analyse(limits);

        assertThat(analysis.unparsed())
                .singleElement()
                .satisfies(file -> assertThat(file.reason()).contains("limit"));
        assertThat(analysis.facts()).isNotEmpty();
    }

    @Test
    void fiftyMegabytesOnOneLineAreRefusedWithoutParsing() {
        var bytes = new byte[50 << 20];
        java.util.Arrays.fill(bytes, (byte) ';');

        assertThat(Sample.of("").with("big.js", bytes).analyse().unparsed()).hasSize(1);
    }

    @Test
    void deepNestingIsReadOrNamed() {
        var deep = "(".repeat(200_000) + "1" + ")".repeat(200_000);

        var analysis = Sample.of(deep).with("ok.js", "a()").analyse();

        assertThat(analysis.unparsed()).hasSizeLessThanOrEqualTo(1);
        assertThat(analysis.functions()).anyMatch(function -> function.file().equals("ok.js"));
    }

    @Test
    void quadraticInputEndsAtTheDeadline() {
        var chain = "if(a)b();" + "else if(a)b();".repeat(200_000);
        var started = System.nanoTime();

        var analysis =
                Sample.of(chain)
                        .with("ok.js", "a()")
                        .analyse(limits(24 << 20, Duration.ofSeconds(3)));

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isLessThan(Duration.ofSeconds(30));
        assertThat(analysis.unparsed()).extracting("file").containsExactly("index.js");
    }

    @Test
    void exponentialFoldingIsBounded() {
        var code =
                "var a0='https://x.collector.dev/';"
                        + IntStream.range(1, 60)
                                .mapToObj(i -> "var a%d=a%d+a%d;".formatted(i, i - 1, i - 1))
                                .collect(Collectors.joining())
                        + "fetch(a59)";

        assertThat(Sample.of(code).analyse().unparsed()).isEmpty();
    }

    @Test
    void packageLargerThanWhatIsLinkedAtOnceIsReadInParts() {
        var usual = AnalysisLimits.defaults();
        var small =
                new AnalysisLimits(
                        usual.fileBytes(),
                        usual.fileTime(),
                        usual.stackBytes(),
                        40,
                        usual.keptBytes(),
                        usual.steps(),
                        2);
        var sample =
                Sample.of("import './a.js'; fetch('https://api.vendor.dev')")
                        .with("a.js", "fetch('https://other.vendor.dev')")
                        .with("b.js", "fetch('https://evil.collector.dev')");

        assertThat(sample.analyse(small)).isEqualTo(sample.analyse());
    }

    @Test
    void circlesEnd() {
        var sample =
                Sample.of(
                                "import {b} from './b.js'; export const a = b + 'x'; fetch(a); let o = {}; o = {...o, ...o}; fetch(o.url)")
                        .with(
                                "b.js",
                                "import {a} from './index.js'; export const b = a + 'y'; export * from './index.js'");

        assertThat(sample.analyse().unparsed()).isEmpty();
    }

    @Test
    void listThatIsPutIntoItselfEnds() {
        var sample =
                Sample.of(
                        "const a = ['https://api.vendor.dev']; a.push(...a); a.push(a);"
                                + "for (const u of a) fetch(u); let s = 'x'; s += s; fetch(s)");

        assertThat(sample.analyse().unparsed()).isEmpty();
        assertThat(sample.contacted()).containsExactly("api.vendor.dev");
    }

    @Test
    void protoIsAKeyLikeAnyOther() {
        var sample =
                Sample.of(
                        "const o = {__proto__: {url: 'https://x.dev'}, constructor: 'https://api.vendor.dev'}; fetch(o.constructor)");

        assertThat(sample.contacted()).containsExactly("api.vendor.dev");
    }

    @Test
    void moduleUnderTheNameOfACommonJsFileIsRead() {
        var sample =
                Sample.of("require('./a.cjs')")
                        .with("a.cjs", "const r = await fetch('https://api.vendor.dev'); use(r)");

        assertThat(sample.analyse().unparsed()).isEmpty();
        assertThat(sample.contacted()).containsExactly("api.vendor.dev");
    }

    @Test
    void sameTreeGivesTheSameAnswer() {
        var sample =
                Sample.of("import './a.js'; fetch('https://api.vendor.dev')")
                        .with("a.js", "export function f(a) { return a }")
                        .with("b.js", "eval(x)");

        assertThat(sample.analyse()).isEqualTo(sample.analyse());
    }

    @Test
    void nextVersionGivesTheAnswerThatItGivesAlone() {
        var before =
                Sample.of("import {u} from './a.js'; fetch(u)")
                        .with("a.js", "export const u = 'https://api.vendor.dev/' + f; let f, g;")
                        .with("b.js", "eval(x); function f(a) { return () => a }");
        var after =
                Sample.of("import {u} from './a.js'; fetch(u, {body: process.env.KEY})")
                        .with("a.js", "export const u = 'https://api.vendor.dev/' + f; let f, g;")
                        .with("c.js", "eval(x); function f(a) { return () => a }");
        var analyser = new JavaScriptAnalyser(AnalysisLimits.defaults());

        assertThat(before.analyse(analyser)).isEqualTo(before.analyse());
        assertThat(after.analyse(analyser)).isEqualTo(after.analyse());
        assertThat(before.analyse(analyser)).isEqualTo(before.analyse());
    }

    private static AnalysisLimits limits(long fileBytes, Duration fileTime) {
        var usual = AnalysisLimits.defaults();
        return new AnalysisLimits(
                fileBytes,
                fileTime,
                usual.stackBytes(),
                usual.linkedBytes(),
                usual.keptBytes(),
                usual.steps(),
                usual.threads());
    }
}
