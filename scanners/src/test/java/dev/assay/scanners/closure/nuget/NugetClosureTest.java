package dev.assay.scanners.closure.nuget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleNugetSource;
import dev.assay.samples.SampleNupkg;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

/** The examples of NuGet's own documentation of how it resolves, and what it refuses. */
final class NugetClosureTest {

    private final SampleNugetSource source = SampleNugetSource.start();

    @AfterEach
    void stop() {
        source.close();
    }

    private ClosureOutcome resolve(String release) throws Exception {
        try (var feed = new NugetFeed(NugetConfiguration.of(source.url()), NugetLimits.DEFAULT)) {
            return new NugetClosureResolver(feed, NugetTarget.of("net8.0", null), Clock.systemUTC())
                    .resolve(Purl.parse("nuget:" + release), (purl, file) -> {});
        }
    }

    private List<String> closure(String release) throws Exception {
        var outcome = resolve(release);
        assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
        return ((ClosureOutcome.Resolved) outcome)
                .closure().packages().stream()
                        .map(LockedPackage::purl)
                        .map(each -> each.name() + " " + each.version())
                        .toList();
    }

    @Test
    void takesTheLowestVersionThatApplies() throws Exception {
        source.publish("b", "1.0.0").publish("b", "1.1.0").publish("b", "2.0.0");
        source.publish("a", "1.0.0", "B 1.0.5");

        assertThat(closure("A@1.0.0")).containsExactly("a 1.0.0", "b 1.1.0");
    }

    @Test
    void takesNoUnfinishedVersionWhereNoBoundIsOne() throws Exception {
        source.publish("b", "1.0.0-beta").publish("b", "1.0.0").publish("b", "2.0.0-rc.1");
        source.publish("a", "1.0.0", "b [0.1,2.0)").publish("c", "1.0.0", "b 2.0.0-alpha");

        assertThat(closure("a@1.0.0")).containsExactly("a 1.0.0", "b 1.0.0");
        assertThat(closure("c@1.0.0")).containsExactly("c 1.0.0", "b 2.0.0-rc.1");
    }

    @Test
    void takesTheHighestOfCousinsAndKeepsTheOneThatNugetReadsOnTheWay() throws Exception {
        source.publish("x", "1.0.0").publish("x", "2.0.0");
        source.publish("b", "1.0.0", "x 1.0.0").publish("c", "1.0.0", "x 2.0.0");
        source.publish("a", "1.0.0", "b 1.0.0", "c 1.0.0");

        assertThat(closure("a@1.0.0"))
                .containsExactly("a 1.0.0", "b 1.0.0", "c 1.0.0", "x 2.0.0", "x 1.0.0");
        var outcome = (ClosureOutcome.Resolved) resolve("a@1.0.0");
        assertThat(outcome.closure().packages())
                .extracting(LockedPackage::path)
                .containsExactly("", "b", "c", "x", "x@1.0.0");
    }

    @Test
    void refusesWhatNugetRefuses() throws Exception {
        source.publish("x", "1.0.0").publish("x", "2.0.0");
        source.publish("b", "1.0.0", "x [1.0.0]").publish("c", "1.0.0", "x 2.0.0");
        source.publish("conflict", "1.0.0", "b 1.0.0", "c 1.0.0");
        source.publish("lower", "1.0.0", "x [1.0.0]", "c 1.0.0");
        source.publish("round", "1.0.0", "d 1.0.0").publish("d", "1.0.0", "round 1.0.0");
        source.publish("floating", "1.0.0", "x 1.*");

        assertThat(reason("conflict@1.0.0")).contains("needs x [1.0.0, 1.0.0]", "NU1107");
        assertThat(reason("lower@1.0.0")).contains("lower > c needs x [2.0.0, )", "NU1605");
        assertThat(reason("round@1.0.0")).contains("round > d needs round again");
        assertThat(reason("floating@1.0.0")).contains("needs x '1.*'", "no range of versions");
    }

    @Test
    void takesWhatIsNeededOnTheNearestFrameworkAndNeverNothing() throws Exception {
        source.publish("x", "1.0.0").publish("y", "1.0.0").publish("z", "1.0.0");
        source.publish(
                SampleNupkg.of("a", "1.0.0")
                        .withGroup(".NETStandard2.0", "x 1.0.0")
                        .withGroup("net6.0", "y 1.0.0")
                        .withGroup("net9.0", "z 1.0.0")
                        .withGroup("net8.0-windows7.0", "z 1.0.0"));
        source.publish(SampleNupkg.of("old", "1.0.0").withGroup("net472", "x 1.0.0"));

        assertThat(closure("a@1.0.0")).containsExactly("a 1.0.0", "y 1.0.0");
        assertThat(reason("old@1.0.0"))
                .contains("what it needs on net472, and nothing for net8.0")
                .contains("assay.upstream.nuget.framework");
    }

    @Test
    void holdsThePackageThatAToolIsInOnTheTargetsMachine() throws Exception {
        var settings =
                """
                <DotNetCliTool Version="2"><Commands><Command Name="server" /></Commands>
                <RuntimeIdentifierPackages>
                  <RuntimeIdentifierPackage RuntimeIdentifier="linux-x64" Id="Tool.linux-x64" />
                  <RuntimeIdentifierPackage RuntimeIdentifier="win-x64" Id="Tool.win-x64" />
                </RuntimeIdentifierPackages></DotNetCliTool>
                """;
        source.publish("Tool.linux-x64", "1.0.0").publish("Tool.win-x64", "1.0.0");
        source.publish(
                SampleNupkg.of("Tool", "1.0.0")
                        .withFile("tools/any/any/DotnetToolSettings.xml", settings));

        assertThat(closure("tool@1.0.0")).containsExactly("tool 1.0.0", "tool.linux-x64 1.0.0");
    }

    private String reason(String release) throws Exception {
        var outcome = resolve(release);
        assertThat(outcome).isInstanceOf(ClosureOutcome.Unresolvable.class);
        return ((ClosureOutcome.Unresolvable) outcome).reason();
    }
}
