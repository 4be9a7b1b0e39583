package dev.assay.scanners.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class CratePackagesTest {

    private static final String MANIFEST =
            """
            [package]
            name = "sample"
            version = "1.0.0"
            license = "MIT/Apache-2.0"
            links = "z"
            [dependencies]
            serde = "1"
            nick = { package = "real", version = "2", optional = true }
            [build-dependencies]
            cc = "1"
            [target."cfg(windows)".dependencies.winapi]
            version = "0.3"
            [[bin]]
            name = "sample-server"
            path = "src/server.rs"
            """;

    @Test
    void tellsWhatTheManifestDeclares() {
        var sample =
                CrateSample.of("fn main() {}")
                        .with("Cargo.toml", MANIFEST)
                        .with("README.md", "# Sample\nmcp-name: io.example/sample\n");

        assertThat(sample.values(FindingKind.DEPENDENCY_ADDED))
                .containsExactlyInAnyOrder("serde", "real", "cc", "winapi");
        assertThat(sample.values(FindingKind.ENTRY_POINT))
                .containsExactlyInAnyOrder("bin:sample-server", "mcp-name:io.example/sample");
        assertThat(sample.values(FindingKind.LICENCE)).containsExactly("MIT OR Apache-2.0");
        assertThat(sample.values(FindingKind.NATIVE_BINARY)).containsExactly("z");
    }

    @Test
    void tellsWhatRunsWhileItIsBuiltWithTheFilesThatItTakesIn() {
        var sample =
                CrateSample.of("fn main() {}")
                        .with("build.rs", "mod helper;\nfn main() { include!(\"made.in\"); }")
                        .with("helper.rs", "pub fn help() {}")
                        .with("made.in", "1");

        assertThat(sample.facts(FindingKind.INSTALL_HOOK))
                .singleElement()
                .satisfies(
                        hook -> {
                            assertThat(hook.value()).isEqualTo("build.rs: cargo build");
                            assertThat(((Map<?, ?>) hook.detail().get("closure")).keySet())
                                    .hasToString("[build.rs, helper.rs, made.in]");
                        });
    }

    @Test
    void tellsAMacroThatRunsInTheCompiler() {
        var sample =
                CrateSample.of("fn main() {}")
                        .with(
                                "Cargo.toml",
                                "[package]\nname = \"sample\"\nversion = \"1.0.0\"\n[lib]\nproc-macro = true\n")
                        .with("src/lib.rs", "fn a() {}");

        assertThat(sample.facts(FindingKind.INSTALL_HOOK))
                .extracting(Fact::value)
                .containsExactly("proc-macro: runs in the compiler");
    }

    @Test
    void saysWhatCouldNotBeRead() {
        var sample = CrateSample.of("fn main() {").with("Cargo.toml", "[package\nname =");

        assertThat(sample.profile("1.0.0").coverage().unparsed())
                .extracting(each -> each.file())
                .contains("Cargo.toml", "src/main.rs");
        assertThat(sample.profile("1.0.0").coverage().sufficient()).isFalse();
    }
}
