package dev.assay.registry.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The files of the policy that Assay brings along. */
final class BuiltInPolicy {

    static final String ORIGIN = "Assay itself";

    private static final List<String> NAMES =
            List.of(
                    "findings.yaml",
                    "record.yaml",
                    "flaws.yaml",
                    "remote.yaml",
                    "request.yaml",
                    "scopes.yaml",
                    "source.yaml",
                    "tools.yaml");

    private BuiltInPolicy() {}

    static PolicyFiles files() {
        return PolicyFiles.of(NAMES.stream().map(BuiltInPolicy::file).toList());
    }

    private static PolicyFiles.File file(String name) {
        try (var in = BuiltInPolicy.class.getResourceAsStream("default/" + name)) {
            return new PolicyFiles.File(
                    name,
                    new String(
                            Objects.requireNonNull(in, name).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
