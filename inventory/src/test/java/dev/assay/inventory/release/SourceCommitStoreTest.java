package dev.assay.inventory.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.UUID;

@ParameterizedClass
@EnumSource(Database.class)
class SourceCommitStoreTest {

    private static final String COMMIT = "4f1d0c5b2a9e8d7c6b5a49382716f5e4d3c2b1a0";

    @Parameter Database database;

    @Test
    void whatACommitIsKeptAsNeverChanges() {
        var commits = new SourceCommitStore(database.jdbc(), Database.ticking());
        var repository = "git.example.com/team/" + UUID.randomUUID();
        var first = Sha256.of(new byte[] {1});

        assertThat(commits.find(repository, COMMIT)).isEmpty();
        commits.keep(repository, COMMIT, first);
        commits.keep(repository, COMMIT, Sha256.of(new byte[] {2}));

        assertThat(commits.find(repository, COMMIT)).hasValue(first);
        assertThat(commits.find("git.example.com/other", COMMIT)).isEmpty();
    }
}
