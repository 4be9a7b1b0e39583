package dev.assay.scanners.coordinates;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A package as {@code server.json} and the MCP Registry API name it (schema 2025-12-11). */
public final class RegistryPackage {

    private static final int LONGEST = 500;
    private static final Pattern NPM =
            Pattern.compile("(?:@[A-Za-z0-9._~-]{1,100}/)?[A-Za-z0-9._~-]{1,200}");
    private static final Pattern PYPI = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,200})");
    private static final Pattern SHA256 = Pattern.compile("[a-f0-9]{64}");

    private RegistryPackage() {}

    /**
     * The package, without a version.
     *
     * @param fileSha256 what a bundle has to hash to; empty where nothing is said
     * @return empty where it is none that can be named here
     */
    public static Optional<Purl> of(String registryType, String identifier, String fileSha256) {
        if (identifier.isBlank() || identifier.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return switch (registryType) {
                case "npm" ->
                        NPM.matcher(identifier).matches()
                                ? Optional.of(Purl.npm(identifier, null))
                                : Optional.empty();
                case "pypi" ->
                        PYPI.matcher(identifier).matches()
                                ? Optional.of(
                                        new Purl(
                                                "pypi",
                                                null,
                                                identifier
                                                        .toLowerCase(Locale.ROOT)
                                                        .replaceAll("[-_.]+", "-"),
                                                null))
                                : Optional.empty();
                case NugetName.TYPE ->
                        NugetName.isName(identifier)
                                ? Optional.of(
                                        new Purl(
                                                NugetName.TYPE,
                                                null,
                                                NugetName.normal(identifier),
                                                null))
                                : Optional.empty();
                case "cargo" ->
                        CrateName.isName(identifier)
                                ? Optional.of(new Purl("cargo", null, identifier, null))
                                : Optional.empty();
                case "oci" -> Optional.of(Purl.parse("oci:" + identifier).withVersion(null));
                case "mcpb" ->
                        SHA256.matcher(fileSha256).matches()
                                ? Optional.of(
                                        Purl.parse(identifier + "@sha256:" + fileSha256)
                                                .withVersion(null))
                                : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            // It is what somebody wrote, and names nothing.
            return Optional.empty();
        }
    }
}
