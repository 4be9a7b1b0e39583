package dev.assay.registry.rest;

import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.PackageLicence;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** The licences of everything that a release consists of. */
@RestController
final class LicencesController {

    /**
     * One package.
     *
     * @param release whether it is the release itself
     * @param looked whether its files were read; nothing below says anything where they were not
     * @param expression what it declares, as an SPDX expression; empty where it is none
     * @param declared what it declares, as it wrote it
     * @param texts the SPDX ids of the licences whose texts its licence files hold, with {@code
     *     unknown text} for any other
     */
    record LicenceDocument(
            String purl,
            boolean release,
            boolean looked,
            String expression,
            String declared,
            List<String> texts) {

        static LicenceDocument of(PackageLicence licence) {
            return new LicenceDocument(
                    licence.purl(),
                    licence.isRelease(),
                    licence.looked(),
                    licence.expression(),
                    licence.declared(),
                    licence.texts());
        }
    }

    private final LicenceStore licences;
    private final Reports reports;

    LicencesController(LicenceStore licences, Reports reports) {
        this.licences = licences;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/licences")
    List<LicenceDocument> licences(@PathVariable String id) {
        return licences.of(reports.release(id).id()).stream().map(LicenceDocument::of).toList();
    }
}
