package dev.assay.registry.register;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What a transfer risk assessment asks, a resource with its version in its name. */
record TransferForm(
        String id, int version, String title, String follows, List<Question> questions) {

    static final TransferForm NEWEST = read("transfer-uk-ico-1.yaml");

    TransferForm {
        questions = List.copyOf(questions);
    }

    record Question(String title, List<Line> lines) {

        Question {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param column the key of the register's column that answers it; null where people do
     */
    record Line(String asked, @Nullable String column) {}

    private static TransferForm read(String resource) {
        try (var in = TransferForm.class.getResourceAsStream(resource)) {
            var tree =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .<Object>load(Objects.requireNonNull(in, resource));
            return JsonMapper.shared().convertValue(tree, TransferForm.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
