package dev.assay.scanners.artifact.nuget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

final class NuspecTest {

    private static Nuspec read(String xml) throws IOException {
        return Nuspec.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatAPackageSaysOfItself() throws Exception {
        var nuspec =
                read(
                        """
                        <package><metadata><id>Sample.Server</id><version>1.2.0.0</version>
                        <license type="expression">MIT</license>
                        <repository type="git" url="https://git.example/a" commit="abc" />
                        <packageTypes><packageType name="DotnetTool" />
                          <packageType name="McpServer" /></packageTypes>
                        <dependencies><group targetFramework="net8.0" /></dependencies>
                        </metadata></package>
                        """);

        assertThat(nuspec.id()).isEqualTo("Sample.Server");
        assertThat(nuspec.version()).hasToString("1.2.0");
        assertThat(nuspec.licence()).isEqualTo("MIT");
        assertThat(nuspec.commit()).isEqualTo("abc");
        assertThat(nuspec.types()).containsExactly("DotnetTool", "McpServer");
        assertThat(nuspec.groups()).hasSize(1);
    }

    @Test
    void readsNoDocumentTypeAndNoEndlessDepth() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "<!DOCTYPE package [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                                                + "<package><metadata><id>&e;</id></metadata></package>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DOCTYPE");
        assertThatThrownBy(() -> read("<a>".repeat(100_000) + "</a>".repeat(100_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("maxElementDepth");
        assertThatThrownBy(() -> read("<package><metadata><id>../a</id></metadata></package>"))
                .isInstanceOf(IOException.class);
    }
}
