package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.Origin;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a source offers (NuGet documentation, "Service index").
 *
 * @param packages where packages are ({@code PackageBaseAddress}), ending in a slash
 * @param registrations where what is said of them is ({@code RegistrationsBaseUrl}), likewise
 */
record ServiceIndex(URI packages, URI registrations) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The fullest first: the others leave out packages by Semantic Versioning 2. */
    private static final List<String> REGISTRATIONS =
            List.of(
                    "RegistrationsBaseUrl/3.6.0",
                    "RegistrationsBaseUrl/Versioned",
                    "RegistrationsBaseUrl/3.4.0",
                    "RegistrationsBaseUrl/3.0.0-rc",
                    "RegistrationsBaseUrl/3.0.0-beta",
                    "RegistrationsBaseUrl");

    private static final List<String> PACKAGES = List.of("PackageBaseAddress/3.0.0");

    /**
     * Reads one.
     *
     * @param address where it is, for messages
     */
    static FeedOutcome<ServiceIndex> read(URI address, byte[] body) {
        try {
            var resources = JSON.readTree(body).path("resources").values();
            var packages = Optional.<URI>empty();
            var registrations = Optional.<URI>empty();
            var bestOf = REGISTRATIONS.size();
            for (var each : resources) {
                var type = each.path("@type").asString("");
                var at = each.path("@id").asString("");
                if (packages.isEmpty() && PACKAGES.contains(type)) {
                    packages = folder(address, at);
                }
                var place = REGISTRATIONS.indexOf(type);
                if (place >= 0 && place < bestOf) {
                    var found = folder(address, at);
                    bestOf = found.isPresent() ? place : bestOf;
                    registrations = found.isPresent() ? found : registrations;
                }
            }
            return packages.isEmpty() || registrations.isEmpty()
                    ? new FeedOutcome.Malformed<>(
                            address
                                    + " offers no "
                                    + (packages.isEmpty()
                                            ? "PackageBaseAddress/3.0.0"
                                            : "RegistrationsBaseUrl")
                                    + ", which packages are fetched by")
                    : new FeedOutcome.Found<>(
                            new ServiceIndex(packages.get(), registrations.get()));
        } catch (JacksonException e) {
            return new FeedOutcome.Malformed<>(address + " answered what is no service index");
        }
    }

    private static Optional<URI> folder(URI index, String text) {
        try {
            var uri = index.resolve(text.endsWith("/") ? text : text + "/");
            return Optional.of(uri)
                    .filter(Origin::isWeb)
                    .filter(each -> each.getUserInfo() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
