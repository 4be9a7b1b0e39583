package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

final class NpmRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^1.2.3 ; 1.9.0",
                "^0.2.3 ; 0.2.9",
                "^0.0.3 ; 0.0.3",
                "^0.x ; 0.9.0",
                "^0.0.x ; 0.0.9",
                "~1.2 ; 1.2.9",
                "~> 1.2.3 ; 1.2.9",
                "1.x ; 1.9.9",
                "X ; 5.0.0",
                "'' ; 5.0.0",
                "1 || ; 5.0.0",
                ">=1.2 <2 ; 1.9.0",
                "1.2 - 2 ; 2.9.9",
                ">1.2 ; 1.3.0",
                "<=1.2 ; 1.2.9",
                "^4.17.0 ^4.18 ; 4.18.1",
                "= v1.2.3 ; 1.2.3",
                "^1.2.3-rc.1 ; 1.2.3-rc.2",
                "1.2.3+build ; 1.2.3",
                "node >= 0.2.0 ; 0.3.0",
            })
    void contains(String range, String version) {
        assertThat(range(range).contains(version(version))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^1.2.3 ; 2.0.0",
                "^1.2.3 ; 2.0.0-rc.1",
                "^1.2.3 ; 1.9.0-rc.1",
                "^1.2.3-rc.1 ; 1.2.4-rc.1",
                "^0.2.3 ; 0.3.0",
                "^0.0.3 ; 0.0.4",
                ">* ; 1.0.0",
                "* ; 1.0.0-rc.1",
                "~1.2.3 ; 1.3.0",
            })
    void doesNotContain(String range, String version) {
        assertThat(range(range).contains(version(version))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "[1.0,2.0)", "git", "99999999999999999.0.0", "a.b.c"})
    void isNoRange(String text) {
        assertThat(NpmRange.parse(text)).isEmpty();
    }

    @Test
    void ordersAsNpmDoes() {
        var ordered =
                List.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.1",
                        "1.10.0",
                        "10.0.0");
        var shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(shuffled.stream().map(NpmRangeTest::version).sorted().map(NpmVersion::toString))
                .isEqualTo(ordered);
    }

    @Test
    void readsALongRangeWithoutExhaustingTheStack() {
        assertThat(NpmRange.parse("1.".repeat(2_000))).isEmpty();
        assertThat(NpmRange.parse("1.2.3-" + "a.".repeat(2_000))).isEmpty();
        assertThat(NpmRange.parse("1 || ".repeat(10_000))).isEmpty();
    }

    /** Against the node-semver that the installed npm brings along, on ranges made at random. */
    @Test
    void agreesWithNodeSemver() throws Exception {
        var random = new Random(42);
        var lines = new StringBuilder();
        var ranges = new ArrayList<String>();
        for (var i = 0; i < 3_000; i++) {
            ranges.add(randomRange(random));
        }
        var versions = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            versions.add(randomVersion(random));
        }
        var script =
                "const s=require(require('child_process').execSync('npm root -g').toString().trim()"
                        + "+'/npm/node_modules/semver');const [r,v]=JSON.parse(require('fs')"
                        + ".readFileSync(0));console.log(JSON.stringify(r.map(r=>s.validRange(r,true)===null?'':v.map(v=>s.satisfies(v,r,true)?'1':'0').join(''))))";
        var json = new JsonMapper();
        var answer = node(script, json.writeValueAsString(List.of(ranges, versions)));
        assumeTrue(answer.startsWith("["), "no node with npm on this machine");

        var expected = json.readValue(answer, String[].class);
        for (var i = 0; i < ranges.size(); i++) {
            var range = NpmRange.parse(ranges.get(i));
            lines.setLength(0);
            range.ifPresent(
                    found ->
                            versions.forEach(
                                    v -> lines.append(found.contains(version(v)) ? '1' : '0')));
            assertThat(lines.toString()).as("'%s'", ranges.get(i)).isEqualTo(expected[i]);
        }
    }

    private static String randomRange(Random random) {
        var parts = new StringBuilder(randomComparator(random));
        while (random.nextInt(3) == 0) {
            parts.append(List.of(" ", " || ", " - ", "||", "  ").get(random.nextInt(5)))
                    .append(randomComparator(random));
        }
        return parts.toString();
    }

    private static String randomComparator(Random random) {
        var operators =
                List.of("", "^", "~", ">=", "<=", ">", "<", "=", "~>", "^ ", ">= ", "v", "", "^");
        var text = new StringBuilder(operators.get(random.nextInt(operators.size())));
        var ids = List.of("0", "1", "2", "3", "x", "*", "X", "10", "01", "");
        for (var i = 0; i <= random.nextInt(4); i++) {
            text.append(i == 0 ? "" : ".").append(ids.get(random.nextInt(ids.size())));
        }
        var tails = List.of("", "", "", "", "-rc.1", "-0", "beta", "+b", "-", "-rc.1+b.2");
        return text.append(tails.get(random.nextInt(tails.size()))).toString();
    }

    private static String randomVersion(Random random) {
        var tails = List.of("", "", "", "-rc.1", "-rc.2", "-0", "-beta");
        return random.nextInt(4)
                + "."
                + random.nextInt(4)
                + "."
                + random.nextInt(4)
                + tails.get(random.nextInt(tails.size()));
    }

    private static String node(String script, String input) throws Exception {
        Process process;
        try {
            process =
                    new ProcessBuilder("node", "-e", script)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return "";
        }
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return answer;
    }

    private static NpmRange range(String text) {
        return NpmRange.parse(text).orElseThrow();
    }

    private static NpmVersion version(String text) {
        return NpmVersion.parse(text).orElseThrow();
    }
}
