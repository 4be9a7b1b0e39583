package dev.assay.registry.export;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Stage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks for, checked against the format's parameters.
 *
 * @param parameters those that were given, none of them blank
 * @param gate the gate's address as whoever asks reaches it, ending in a slash
 * @param main the main listener's, ending in a slash
 */
public record ExportRequest(
        Account account, Map<String, String> parameters, String gate, String main) {

    public ExportRequest {
        parameters = Map.copyOf(parameters);
    }

    public Optional<String> parameter(ExportParameter parameter) {
        return Optional.ofNullable(parameters.get(parameter.name()));
    }

    /** The values of a parameter that names several; empty where it is not given. */
    public List<String> values(ExportParameter parameter) {
        return parameter(parameter)
                .map(value -> Arrays.stream(value.split(",")).distinct().toList())
                .orElse(List.of());
    }

    /** The stage that is asked for; the last one where none is, since least is approved for it. */
    public Stage stage() {
        return parameter(ExportParameter.STAGE)
                .flatMap(
                        words ->
                                Arrays.stream(Stage.values())
                                        .filter(each -> each.words().equals(words))
                                        .findFirst())
                .orElse(Stage.PRODUCTION);
    }
}
