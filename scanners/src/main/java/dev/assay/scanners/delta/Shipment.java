package dev.assay.scanners.delta;

import dev.assay.scanners.profile.Profile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One package of a server with everything that runs with it. An image holds what it depends on in
 * itself; another package brings it along.
 *
 * @param release the package's own profile
 * @param dependencies what it brings along, by name and version, without the release
 * @param profile looks one of them up; empty where it could not be scanned
 */
public record Shipment(
        Profile release, List<Brought> dependencies, Function<Brought, Optional<Profile>> profile) {

    /** A package that comes along. */
    public record Brought(String name, String version) {}

    public Shipment {
        Objects.requireNonNull(release, "release is null");
        Objects.requireNonNull(profile, "profile is null");
        dependencies = List.copyOf(dependencies);
    }

    /** A package that brings nothing along. */
    public static Shipment alone(Profile release) {
        return new Shipment(release, List.of(), each -> Optional.empty());
    }
}
