package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What every ecosystem is tried with, and by which test: {@code docs/contract.md} is written from
 * this table with {@code ASSAY_WRITE_DOCS=1}. It has no holes, and what it names is there.
 */
class ContractTableTest {

    private static final Path ROOT = Path.of("..");
    private static final Path FILE = ROOT.resolve("docs/contract.md");
    private static final List<String> MODULES = List.of("scanners", "registry-api", "web");

    private static final List<String> ECOSYSTEMS =
            List.of("npm", "PyPI", "Maven", "OCI", "git", "MCPB", "Cargo", "NuGet", "remote");

    /** The class that extends the contract of upstreams, by ecosystem. */
    private static final Map<String, String> CONTRACTS =
            Map.of(
                    "npm", "NpmUpstreamTest",
                    "PyPI", "PypiUpstreamTest",
                    "Maven", "MavenUpstreamTest",
                    "OCI", "OciUpstreamTest",
                    "git", "GitUpstreamTest",
                    "MCPB", "McpbUpstreamTest",
                    "Cargo", "CargoUpstreamTest",
                    "NuGet", "NugetUpstreamTest");

    private static final Pattern SUPER = Pattern.compile("class \\w+ extends (\\w+)");

    /** The tests of each case, in the order of {@link #ECOSYSTEMS}. */
    private static Map<String, List<String>> cases() {
        var cases = new LinkedHashMap<String, List<String>>();
        cases.put(
                "a clean version is fetched and read",
                contract(
                        "fetchesACleanVersionAndReadsIt",
                        "RemoteUpstreamTest#fetchesWhatItAnswersNowAndReadsIt"));
        cases.put(
                "an unknown one",
                contract(
                        "tellsAnUnknownPackageFromAnUnknownVersion",
                        "RemoteUpstreamTest#tellsWhatIsNoServerFromAStateThatWasNever"));
        cases.put(
                "an altered byte upstream",
                contract(
                        "refusesAFileInWhichOneBitIsAnother",
                        "RemoteUpstreamTest#takesNothingForAStateThatItIsNotInAnyMore"));
        cases.put(
                "a withdrawn one",
                contract(
                        "seesThatAVersionWasWithdrawn",
                        "RemoteUpstreamTest#takesNothingForAStateThatItIsNotInAnyMore"));
        cases.put(
                "an upstream away",
                contract(
                        "saysThatTheUpstreamIsAwayAndNothingElse",
                        "RemoteUpstreamTest#saysThatItIsAwayAndNothingElse"));
        cases.put(
                "a hostile archive",
                contract(
                        "namesWhatIsHarmfulInAnArchive",
                        "RemoteUpstreamTest#readsNoAnswerWithoutEnd"));
        cases.put(
                "names that two upstreams have",
                List.of(
                        "NpmNamesOfSeveralRegistriesTest"
                                + "#neverFallsThroughWhenThePrivateRegistryHasNoneOrIsAway",
                        "PypiNamesOfSeveralIndexesTest"
                                + "#neverFallsThroughWhenThePrivateIndexHasNoneOrIsAway",
                        "MavenNamesOfSeveralRepositoriesTest"
                                + "#neverFallsThroughWhenThePrivateRepositoryHasNoneOrIsAway",
                        "OciNamesOfAHostTest"
                                + "#neverFallsThroughWhenThePrivateUpstreamHasNoneOrIsAway",
                        "GitNamesOfAHostTest"
                                + "#neverFallsThroughWhenThePrivateUpstreamHasNoneOrIsAway",
                        "McpbNamesOfAHostTest"
                                + "#neverFallsThroughWhenThePrivateUpstreamHasNoneOrIsAway",
                        "CargoNamesOfSeveralRegistriesTest"
                                + "#neverFallsThroughWhenThePrivateRegistryHasNoneOrIsAway",
                        "NugetNamesOfSeveralSourcesTest"
                                + "#neverFallsThroughWhenThePrivateSourceHasNoneOrIsAway",
                        // Its address is its name.
                        "RemoteEndpointTest#anAddressIsAPackageUrlAndBack"));
        cases.put(
                "its own client gets what is approved",
                List.of(
                        "NpmClientTest#installsFromALockWhateverAddressesItNames",
                        "PipClientTest#installsAnApprovedClosureFromItsOwnAddressAndFromThatOfAll",
                        "MavenClientTest#resolvesAnApprovedClosureWithDependencies",
                        "OciClientTest#pullsAnApprovedImageByItsTagAndGetsWhatWasApproved",
                        "GitClientTest"
                                + "#clonesAnApprovedCommitWithoutItsHistoryHoweverDeepItIsAskedFor",
                        "BundleGateTest#servesApprovedBytesByTheirDigest",
                        "CargoClientTest#installsAnApprovedClosureFromItsOwnAddress",
                        "NugetGateTest#holdsTheConversationOfARestore",
                        "McpRegistryTest#listsWhatIsApprovedAndNothingElse"));
        cases.put(
                "its own client prints why a fetch is blocked",
                List.of(
                        "NpmClientTest#refusesAWholePackageWithItsReason",
                        "PipClientTest#showsThatAVersionIsInReview",
                        "Maven39ClientTest#takesAnApprovedParentAndShowsWhyAnotherIsRefused",
                        "OciClientTest#showsWhatIsInReviewAndWhatToUseInstead",
                        "GitClientTest#saysWhyARepositoryIsRefused",
                        "BundleGateTest#showsCurlWhyABundleIsRefused",
                        "CargoClientTest#showsThatACrateIsInReview",
                        "NugetGateTest#saysInTheReasonAndInAWarningWhatAClientPrints",
                        "McpRegistryTest"
                                + "#refusesNobodyAndTellsStrangersThatAnUnknownServerIsNotThere"));
        cases.put(
                "bytes in our store that are not what was approved",
                List.of(
                        "NpmClientTest#refusesAlteredBytesAsAnIncident",
                        "PipClientTest#showsThatBytesAreNotWhatWasApproved",
                        "MavenClientTest#showsThatBytesAreNotWhatWasApproved",
                        "OciClientTest#servesNothingOfAnImageWhoseBytesAreNotWhatWasApproved",
                        "GitClientTest#holdsBackWhatIsNotWhatWasApproved",
                        "BundleGateTest#neverServesBytesThatAreNotWhatWasApproved",
                        "CargoGateTest#neverServesBytesThatAreNotWhatWasApproved",
                        "NugetGateTest#neverServesBytesThatAreNotWhatWasApproved",
                        "RemoteServersTest"
                                + "#areVettedByWhatTheySayAndReviewedAgainWhenTheySayOtherwise"));
        return cases;
    }

    private static List<String> contract(String method, String remote) {
        return ECOSYSTEMS.stream()
                .map(each -> each.equals("remote") ? remote : CONTRACTS.get(each) + "#" + method)
                .toList();
    }

    @Test
    void hasNoHolesAndNamesNoTestThatDoesNotExist() throws IOException {
        var missing = new ArrayList<String>();
        for (var row : cases().entrySet()) {
            assertThat(row.getValue()).as(row.getKey()).hasSameSizeAs(ECOSYSTEMS);
            for (var test : row.getValue()) {
                var parts = test.split("#");
                if (!hasTest(parts[0], parts[1])) {
                    missing.add(row.getKey() + ": " + test);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void isWrittenDown() throws IOException {
        var text = document();
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("docs/contract.md; ASSAY_WRITE_DOCS=1 and this test write it anew")
                .isEqualTo(text);
    }

    private static String document() {
        return """
               # What every ecosystem is tried with

               Written by a test (`ContractTableTest`), which looks whether each of these tests is there. Servers are, but for two, real
               ones of their protocol on loopback; the names of the tests say what they show. A remote server has no bytes: its state is
               what it answers, altered and withdrawn are the same there, and no gate stands before it, so that its row of clients is
               that of the MCP Registry API, which lists it while it is approved. Of Cargo's and NuGet's registries there is a double of
               ours alone; cargo itself is real, and NuGet's client is the conversation that it would have. What clients print stands in
               [clients](clients/).

               | Case | %s |
               |---%s|
               """
                        .formatted(String.join(" | ", ECOSYSTEMS), "|---".repeat(ECOSYSTEMS.size()))
                + cases().entrySet().stream()
                        .map(
                                row ->
                                        "| "
                                                + row.getKey()
                                                + " | "
                                                + row.getValue().stream()
                                                        .map(each -> "`" + each + "`")
                                                        .collect(Collectors.joining(" | "))
                                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static boolean hasTest(String name, String method) throws IOException {
        for (var at = name; ; ) {
            var source = source(at);
            if (Pattern.compile("void " + method + "\\(").matcher(source).find()) {
                return true;
            }
            var parent = SUPER.matcher(source);
            if (!parent.find()) {
                return false;
            }
            at = parent.group(1);
        }
    }

    private static String source(String name) throws IOException {
        for (var module : MODULES) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                var found = files.filter(each -> each.endsWith(name + ".java")).findFirst();
                if (found.isPresent()) {
                    return Files.readString(found.get());
                }
            }
        }
        return "";
    }
}
