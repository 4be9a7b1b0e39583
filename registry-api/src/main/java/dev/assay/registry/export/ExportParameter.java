package dev.assay.registry.export;

import dev.assay.inventory.release.Stage;

import java.util.Arrays;
import java.util.List;

/**
 * Something that an export can be asked for.
 *
 * @param name in addresses and commands: lower-case letters and hyphens
 * @param description for people, in one sentence
 * @param required whether there is no export without it
 * @param choices the only values; empty for any text
 * @param several whether it may name several of the choices, separated by commas
 */
public record ExportParameter(
        String name, String description, boolean required, List<String> choices, boolean several) {

    public static final ExportParameter STAGE =
            new ExportParameter(
                    "stage",
                    "What is approved for this stage; production if nothing is said.",
                    false,
                    Arrays.stream(Stage.values()).map(Stage::words).toList(),
                    false);

    public static final ExportParameter SERVER =
            new ExportParameter(
                    "server",
                    "Only this server: its package's name, its package URL with or without a"
                            + " version, or its id in the inventory.",
                    false,
                    List.of(),
                    false);

    public static final ExportParameter CONSUMER =
            new ExportParameter(
                    "consumer",
                    "Only what this consumer is granted: its name or its id.",
                    false,
                    List.of(),
                    false);

    public ExportParameter {
        choices = List.copyOf(choices);
    }

    /** One of free text. */
    public static ExportParameter text(String name, String description, boolean required) {
        return new ExportParameter(name, description, required, List.of(), false);
    }

    /** One of a few values. */
    public static ExportParameter choice(String name, String description, List<String> choices) {
        return new ExportParameter(name, description, false, choices, false);
    }

    /** Some of a few values, separated by commas. */
    public static ExportParameter some(String name, String description, List<String> choices) {
        return new ExportParameter(name, description, false, choices, true);
    }

    boolean admits(String value) {
        if (choices.isEmpty()) {
            return value.length() <= 500;
        }
        return several
                ? choices.containsAll(Arrays.asList(value.split(",", -1)))
                : choices.contains(value);
    }
}
