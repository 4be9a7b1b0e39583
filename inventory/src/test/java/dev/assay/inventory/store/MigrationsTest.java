package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void refuseADatabaseThatALaterVersionBroughtUpToDate() {
        try {
            later();
            assertThatThrownBy(() -> Migrations.apply(database.source()))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("by a later Assay (migration 900001)")
                    .hasMessageContaining("restore a backup");
        } finally {
            database.jdbc()
                    .sql("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '900001'")
                    .update();
        }
    }

    private void later() {
        database.jdbc()
                .sql(
                        """
                                INSERT INTO "flyway_schema_history" ("installed_rank", "version",
                                   "description", "type", "script", "checksum", "installed_by",
                                   "execution_time", "success")
                                VALUES (900001, '900001', 'later', 'SQL', 'V900001__later.sql', 1,
                                  'somebody', 1, TRUE)
                                """)
                .update();
    }

    private int count() {
        return database.jdbc()
                .sql("SELECT count(*) FROM \"flyway_schema_history\"")
                .query(Integer.class)
                .single();
    }
}
