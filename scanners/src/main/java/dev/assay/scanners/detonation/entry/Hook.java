package dev.assay.scanners.detonation.entry;

import java.util.List;
import java.util.Map;

/**
 * Something that an ecosystem's client runs while it installs.
 *
 * @param label what is run, for people
 * @param command in the cell
 * @param folder to run it in, in the cell
 * @param environment what it is told besides
 */
public record Hook(
        String label, List<String> command, String folder, Map<String, String> environment) {

    public Hook {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
