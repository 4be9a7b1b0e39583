package dev.assay.inventory.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

@ParameterizedClass
@EnumSource(Database.class)
class LicenceStoreTest {

    private static final Purl LODASH = Purl.npm("lodash", "4.17.21");

    @Parameter Database database;
    private LicenceStore licences;
    private Release release;

    @BeforeEach
    void open() {
        licences = new LicenceStore(database.jdbc());
        release = new ReleaseStore(database.jdbc(), Database.ticking()).add(Samples.purl());
        new ClosureStore(database.jdbc())
                .keep(
                        release.id(),
                        new Closure(
                                release.purl(),
                                List.of(
                                        locked("", release.purl()),
                                        locked("node_modules/lodash", LODASH),
                                        locked("node_modules/a/node_modules/lodash", LODASH))));
    }

    @Test
    void aPackageThatNobodyLookedAtIsNotOneWithoutALicence() {
        assertThat(licences.of(release.id()))
                .extracting(PackageLicence::looked)
                .containsExactly(false, false);

        licences.keep(release.id(), licence(LODASH, "", "", List.of()));

        assertThat(licences.of(release.id()))
                .extracting(PackageLicence::looked)
                .containsExactly(false, true);
    }

    @Test
    void aPackageIsThereOnceWhereverItStandsAndTheReleaseComesFirst() {
        var lodash = licence(LODASH, "MIT", "MIT", List.of("MIT", "CC0-1.0"));
        licences.keep(release.id(), lodash);

        var all = licences.of(release.id());

        assertThat(all).hasSize(2);
        assertThat(all.getFirst().isRelease()).isTrue();
        assertThat(all.getLast()).isEqualTo(lodash);
        assertThat(licences.of(new Id("0".repeat(32)))).isEmpty();
    }

    @Test
    void textsOfAnyLengthAreCutToWhatTheTableHolds() {
        licences.keep(release.id(), licence(LODASH, "", "x".repeat(5_000), List.of()));

        assertThat(licences.of(release.id()).getLast().declared()).hasSize(2_300);
    }

    private static PackageLicence licence(
            Purl purl, String expression, String declared, List<String> texts) {
        return new PackageLicence(
                purl.toString(), integrity(purl), false, true, expression, declared, texts);
    }

    private static LockedPackage locked(String path, Purl purl) {
        return new LockedPackage(path, purl, integrity(purl), false, "{}");
    }

    private static Integrity integrity(Purl purl) {
        return Integrity.of(Sha256.of(purl.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
