package dev.assay.inventory.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

@ParameterizedClass
@EnumSource(Database.class)
class UploadStoreTest {

    @Parameter Database database;
    private UploadStore uploads;
    private Id rita;
    private final String name = "@acme/" + UUID.randomUUID();

    @BeforeEach
    void open() {
        uploads = new UploadStore(database.jdbc());
        rita =
                new AccountStore(database.jdbc(), Database.ticking())
                        .add("rita" + UUID.randomUUID(), "Rita", "x", Set.of(Role.REQUESTER))
                        .id();
    }

    private Upload upload(String version, int content) {
        return new Upload(
                Id.random(),
                "npm",
                name,
                Purl.npm(name, version),
                name + "/-/" + version + ".tgz",
                "mail.tgz",
                Sha256.of(new byte[] {(byte) content}),
                Integrity.ofSha512(new byte[64]),
                content,
                content == 1 ? null : Sha256.of(new byte[0]),
                rita,
                Instant.parse("2026-11-22T09:00:00Z").plusSeconds(content));
    }

    @Test
    void aFileIsFoundByWhatItIsAndCounted() {
        var before = uploads.bytes();
        assertThat(uploads.has("npm", name)).isFalse();
        var first = upload("1.0.0", 1);
        var second = upload("1.1.0", 2);
        uploads.add(first);
        uploads.add(second);

        assertThat(uploads.find(second.id())).contains(second);
        assertThat(uploads.at("npm", first.place())).contains(first);
        assertThat(uploads.of("npm", name)).containsExactly(first, second);
        assertThat(uploads.of(first.purl())).containsExactly(first);
        assertThat(uploads.has("npm", name)).isTrue();
        assertThat(uploads.has("pypi", name)).isFalse();
        assertThat(uploads.hasAny("npm")).isTrue();
        assertThat(uploads.latest(1_000)).contains(first, second);
        assertThat(uploads.bytes()).isEqualTo(before + 3);
        assertThat(uploads.bytesOf(rita)).isEqualTo(3);
    }

    @Test
    void aPlaceHoldsOneFile() {
        uploads.add(upload("1.0.0", 1));
        assertThatThrownBy(() -> uploads.add(upload("1.0.0", 2)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void whatWasRemovedIsFoundNoMoreAndItsNameAndPlaceStayTaken() {
        var before = uploads.bytes();
        var first = upload("1.0.0", 1);
        uploads.add(first);
        assertThat(uploads.isOnRecord(first.sha256())).isTrue();

        assertThat(uploads.remove(first.id(), rita, "the wrong file", first.at())).isTrue();
        assertThat(uploads.remove(first.id(), rita, "again", first.at())).isFalse();

        assertThat(uploads.find(first.id())).isEmpty();
        assertThat(uploads.at("npm", first.place())).isEmpty();
        assertThat(uploads.of("npm", name)).isEmpty();
        assertThat(uploads.of(first.purl())).isEmpty();
        assertThat(uploads.latest(1_000)).doesNotContain(first);
        assertThat(uploads.bytes()).isEqualTo(before);
        assertThat(uploads.bytesOf(rita)).isZero();
        assertThat(uploads.has("npm", name)).isTrue();
        assertThat(uploads.removedFrom("npm", first.place())).contains(first);
        assertThatThrownBy(() -> uploads.add(upload("1.0.0", 2)))
                .isInstanceOf(DuplicateKeyException.class);

        var again = upload("1.0.0", 1);
        uploads.addAgain(again);
        assertThat(uploads.at("npm", first.place())).contains(again);
        assertThat(uploads.removedFrom("npm", first.place())).isEmpty();
    }
}
