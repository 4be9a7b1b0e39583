package dev.assay.inventory.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.util.UUID;
import java.util.stream.IntStream;

@ParameterizedClass
@EnumSource(Database.class)
class UpstreamNameStoreTest {

    private static final URI FIRST = URI.create("https://first.example/");
    private static final URI SECOND = URI.create("https://second.example/");

    @Parameter Database database;
    private UpstreamNameStore names;
    private final String name = "@acme/" + UUID.randomUUID();

    @BeforeEach
    void open() {
        names = new UpstreamNameStore(database.jdbc(), Database.ticking());
    }

    @Test
    void aNameStaysWithWhoeverHadItFirst() {
        assertThat(names.find("npm", name)).isEmpty();
        assertThat(names.claim("npm", name, FIRST)).isEqualTo(FIRST);
        assertThat(names.claim("npm", name, SECOND)).isEqualTo(FIRST);
        assertThat(names.find("npm", name)).hasValue(FIRST);
    }

    @Test
    void aNameOfAnotherEcosystemOrCaseIsAnotherName() {
        names.claim("npm", name, FIRST);

        assertThat(names.find("maven", name)).isEmpty();
        assertThat(names.find("npm", name.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(names.claim("maven", name, SECOND)).isEqualTo(SECOND);
    }

    @Test
    void ofSeveralWhoClaimANameAtOnceOneHasIt() {
        var owners =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(each -> URI.create("https://upstream" + each + ".example/"))
                        .map(each -> names.claim("npm", name, each))
                        .distinct()
                        .toList();

        assertThat(owners).hasSize(1);
        assertThat(names.find("npm", name)).hasValue(owners.getFirst());
    }
}
