package dev.assay.registry.licence;

import dev.assay.inventory.release.PackageLicence;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.licence.DeclaredLicence;
import dev.assay.scanners.licence.LicenceFiles;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the profiles of a closure say of licences, by the bytes of each package. */
public final class FoundLicences {

    private final Map<Integrity, PackageLicence> byBytes = new LinkedHashMap<>();

    /**
     * Adds one package.
     *
     * @param profile null where it could not be scanned
     */
    public void add(
            String purl, Integrity integrity, boolean isRelease, @Nullable Profile profile) {
        add(purl, integrity, isRelease, profile, List.of());
    }

    /**
     * The same of a package whose file may leave it to another one to say.
     *
     * @param elsewhere what is declared where its own file declares nothing
     */
    public void add(
            String purl,
            Integrity integrity,
            boolean isRelease,
            @Nullable Profile profile,
            List<String> elsewhere) {
        byBytes.put(
                integrity,
                profile == null
                        ? new PackageLicence(purl, integrity, isRelease, false, "", "", List.of())
                        : of(purl, integrity, isRelease, profile, elsewhere));
    }

    /** One package's licence, or null where it was not among them. */
    public @Nullable PackageLicence of(Integrity integrity) {
        return byBytes.get(integrity);
    }

    public Collection<PackageLicence> all() {
        return byBytes.values();
    }

    private static PackageLicence of(
            String purl,
            Integrity integrity,
            boolean isRelease,
            Profile profile,
            List<String> elsewhere) {
        var inFile = LicenceFiles.declared(profile.facts());
        var declared = inFile.isEmpty() ? elsewhere : inFile;
        var texts = LicenceFiles.texts(profile.facts());
        return switch (DeclaredLicence.of(declared)) {
            case DeclaredLicence.Spdx(var expression, var written) ->
                    new PackageLicence(
                            purl, integrity, isRelease, true, expression.text(), written, texts);
            case DeclaredLicence.Other(var written) ->
                    new PackageLicence(purl, integrity, isRelease, true, "", written, texts);
            case DeclaredLicence.Nothing n ->
                    new PackageLicence(purl, integrity, isRelease, true, "", "", texts);
        };
    }
}
