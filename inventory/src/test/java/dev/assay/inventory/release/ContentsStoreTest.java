package dev.assay.inventory.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.scanners.contents.ContainedPackage;
import dev.assay.scanners.contents.Contents;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class ContentsStoreTest {

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsTheNewestReadingOfEachArtifact(Database database) {
        var store = new ContentsStore(database.jdbc());
        var artifact = Sha256.of(Instant.now().toString().getBytes(StandardCharsets.UTF_8));
        var inside = new ContainedPackage("pkg:npm/a@1.0.0", "npm", "a", "1.0.0", List.of("app/a"));
        assertThat(store.find(artifact)).isEmpty();

        store.keep(artifact, new Contents(1, List.of(), List.of("a layer that is not read")));
        var newest = new Contents(2, List.of(inside), List.of());
        store.keep(artifact, newest);

        assertThat(store.find(artifact)).contains(newest);
    }
}
