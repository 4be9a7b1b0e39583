package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** No build runs the benchmarks, so that nothing else tells when the code goes on without them. */
class BenchmarksCompileTest {

    @TempDir Path classes;

    @ParameterizedTest
    @MethodSource("modules")
    void ofEachModuleCompileWithTheCodeAsItIs(Path module) throws Exception {
        var folder = module.resolve("src/bench");
        List<Path> sources;
        try (var files = Files.walk(folder)) {
            sources = files.filter(each -> each.toString().endsWith(".java")).toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-nowarn",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    classPath()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        assertThat(said.toString().lines().filter(each -> each.contains("error:"))).isEmpty();
    }

    /** Those that have any. */
    private static List<Path> modules() throws IOException {
        try (var folders = Files.list(Path.of(".."))) {
            return folders.filter(each -> Files.isDirectory(each.resolve("src/bench"))).toList();
        }
    }

    /** Some are built on what a module's own tests are. */
    private static String classPath() {
        var own =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of("inventory", "registry-api")
                .map(each -> Path.of("..", each, "target/test-classes").toString())
                .collect(Collectors.joining(File.pathSeparator, own + File.pathSeparator, ""));
    }
}
