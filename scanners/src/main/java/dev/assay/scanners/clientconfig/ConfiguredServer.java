package dev.assay.scanners.clientconfig;

import java.util.List;

/**
 * A server that a client's configuration names.
 *
 * @param name as the configuration calls it
 * @param line where it stands, from 1
 * @param secrets where values stand in clear text that look like secrets: names, never values
 */
public record ConfiguredServer(String name, int line, Launch launch, List<String> secrets) {

    public ConfiguredServer {
        secrets = List.copyOf(secrets);
    }
}
