package dev.assay.inventory.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.UUID;

@ParameterizedClass
@EnumSource(Database.class)
class OutsideFetchStoreTest {

    private static final Instant FIRST = Instant.parse("2026-11-22T09:00:00Z");

    @Parameter Database database;
    private final String item = "pkg:npm/" + UUID.randomUUID() + "@1.0.0";

    @Test
    void theSameBytesForTheSameCallerAreOneRowAndOthersAreAnother() {
        var store = new OutsideFetchStore(database.jdbc());
        store.add(fetch(1, 2, FIRST));
        store.add(fetch(1, 3, FIRST.plusSeconds(60)));
        store.add(fetch(2, 1, FIRST));
        store.add(fetch(2, "token:x", 4, FIRST));

        assertThat(store.latest(1_000).stream().filter(each -> each.item().equals(item)))
                .containsExactlyInAnyOrder(
                        new OutsideFetch(
                                "npm",
                                item,
                                Sha256.of(new byte[] {1}),
                                FetchCount.ANONYMOUS,
                                7,
                                5,
                                FIRST,
                                FIRST.plusSeconds(60)),
                        fetch(2, 1, FIRST),
                        fetch(2, "token:x", 4, FIRST));
    }

    private OutsideFetch fetch(int content, long times, Instant at) {
        return fetch(content, FetchCount.ANONYMOUS, times, at);
    }

    private OutsideFetch fetch(int content, String caller, long times, Instant at) {
        return new OutsideFetch(
                "npm", item, Sha256.of(new byte[] {(byte) content}), caller, 7, times, at, at);
    }
}
