package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class MigrationsTest {

    @Parameter Database database;

    @Test
    void changesNothingTheSecondTime() {
        var before = count();

        Migrations.apply(database.source());

        assertThat(count()).isEqualTo(before).isPositive();
    }

    private int count() {
        return database.jdbc()
                .sql("SELECT count(*) FROM \"flyway_schema_history\"")
                .query(Integer.class)
                .single();
    }
}
