package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.profile.CodeAnalysis;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.function.Supplier;

/** Code that is made to be slow: each ends in bounded time, and what is left out has a name. */
class HostileSizesTest {

    /** Many times what an idle machine needs, so that a busy one does not fail. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @Test
    void fifteenMegabytesOnOneLineEnd() {
        var line = "a.b(c,'https://one.example.dev/');".repeat(15_000_000 / 34);

        var analysis = inTime(() -> Sample.of(line).with("ok.js", "a()").analyse());

        assertThat(analysis.unparsed())
                .allSatisfy(missed -> assertThat(missed.reason()).isNotBlank());
        assertThat(analysis.functions()).anyMatch(function -> function.file().equals("ok.js"));
    }

    @Test
    void hugeLiteralsAreReadWithWhatStandsBesideThem() {
        // With assertions on, as in tests, the parser's strings of over a million characters ask
        // for a library that is not on our class path; without, as in a worker, they do not.
        var literal = "'" + "x".repeat(1_000_000) + "',";
        var code = "var a=[" + literal.repeat(12) + "];fetch('https://api.collector.dev/')";

        var analysis = inTime(() -> Sample.of(code).analyse());

        assertThat(analysis.unparsed()).isEmpty();
        assertThat(analysis.facts()).anyMatch(fact -> fact.value().equals("api.collector.dev"));
    }

    @Test
    void longListThatIsJoinedOverAndOverEnds() {
        var list = "var a=[" + "'x',".repeat(100_000) + "];";

        var analysis = inTime(() -> Sample.of(list + "b(a.join(''));".repeat(3_000)).analyse());

        assertThat(analysis.unparsed())
                .allSatisfy(missed -> assertThat(missed.reason()).isNotBlank());
    }

    @Test
    void listsThatAreMadeOfEachOtherLeaveStepsForTheRest() {
        var code = new StringBuilder("import {Client} from 'some-client'; var a0=[{b:1}];");
        for (var at = 1; at < 60; at++) {
            code.append("var a%d=[...a%d,...a%d];".formatted(at, at - 1, at / 2));
        }
        code.append("var c=new Client();");
        for (var at = 0; at < 400; at++) {
            code.append("c.send({list:[...a%d],to:'x'});".formatted(at % 60));
        }
        code.append("fetch('https://'+['api','collector','dev'].join('.'))");

        var analysis = inTime(() -> Sample.of(code.toString()).analyse());

        assertThat(analysis.unparsed()).isEmpty();
        assertThat(analysis.facts()).anyMatch(fact -> fact.value().equals("api.collector.dev"));
    }

    @Test
    void deepChainsOfCallsEnd() {
        var code = "x" + ".a(b)".repeat(20_000) + ";" + "c?d:".repeat(20_000) + "e";

        var analysis = inTime(() -> Sample.of(code).with("ok.js", "a()").analyse());

        assertThat(analysis.functions()).anyMatch(function -> function.file().equals("ok.js"));
    }

    private static CodeAnalysis inTime(Supplier<CodeAnalysis> work) {
        var started = System.nanoTime();
        var analysis = work.get();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PATIENCE);
        return analysis;
    }
}
