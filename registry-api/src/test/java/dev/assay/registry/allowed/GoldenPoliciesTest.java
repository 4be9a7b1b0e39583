package dev.assay.registry.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.export.ExportFormat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every target writes of the same servers, byte for byte, and of none at all. A change of form
 * is made on purpose: {@code mvn test -pl registry-api -am -Dtest=GoldenPoliciesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.refresh=true}.
 */
class GoldenPoliciesTest {

    private static final Path FOLDER =
            Path.of("src/test/resources/dev/assay/registry/allowed/golden");

    @TestFactory
    Stream<DynamicTest> everyTargetWritesWhatItAlwaysDid() {
        return Targets.all(SomeServers.usual(), SomeServers.withdrawn()).stream()
                .map(
                        format ->
                                DynamicTest.dynamicTest(
                                        format.id(), () -> compare(format, Path.of(format.id()))));
    }

    @TestFactory
    Stream<DynamicTest> whereNothingIsApprovedEverythingIsDenied() {
        return Targets.all(List.of()).stream()
                .filter(each -> !Targets.usual(each).containsKey("server"))
                .map(
                        format ->
                                DynamicTest.dynamicTest(
                                        format.id(),
                                        () ->
                                                compare(
                                                        format,
                                                        Path.of("nothing").resolve(format.id()))));
    }

    private static void compare(ExportFormat format, Path name) throws IOException {
        var written = Targets.write(format, Targets.usual(format));
        assertThat(written.why()).isEmpty();
        parse(format, written.text());
        var file =
                FOLDER.resolve(
                        name + format.fileName().substring(format.fileName().lastIndexOf('.')));
        if (Boolean.getBoolean("golden.refresh")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, written.text());
        }
        assertThat(written.text()).isEqualTo(Files.readString(file));
    }

    /** By a reader that is not ours, where the form is one that readers exist for. */
    static Object parse(ExportFormat format, String text) {
        if (format.mediaType().contains("json")) {
            return new JsonMapper().readTree(text);
        }
        if (format.mediaType().contains("yaml")) {
            var documents =
                    new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).iterator();
            var all = new java.util.ArrayList<Object>();
            documents.forEachRemaining(all::add);
            return all;
        }
        return text;
    }
}
