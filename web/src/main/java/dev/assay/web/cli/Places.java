package dev.assay.web.cli;

import org.springframework.core.env.Environment;

import java.net.URI;

/**
 * Where the running service is found from this machine.
 *
 * @param pages the main listener
 * @param gate the npm gate
 */
record Places(URI pages, URI gate) {

    static Places of(Environment environment) {
        var host = host(environment.getProperty("server.address", "127.0.0.1"));
        var scheme = environment.containsProperty("assay.tls.certificate") ? "https://" : "http://";
        return new Places(
                URI.create(
                        scheme + host + ":" + environment.getProperty("local.server.port") + "/"),
                URI.create(
                        scheme
                                + host
                                + ":"
                                + environment.getProperty("gate.port", "8081")
                                + "/npm/"));
    }

    /** What to type into a browser on this machine. */
    private static String host(String address) {
        return switch (address) {
            case "127.0.0.1", "0.0.0.0", "::", "::1" -> "localhost";
            default -> address.contains(":") ? "[" + address + "]" : address;
        };
    }
}
