package dev.assay.registry.vetting;

import com.zaxxer.hikari.HikariDataSource;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.KnownFunctionStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.LineCommentStore;
import dev.assay.inventory.review.ReviewMeasures;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.inventory.store.Migrations;
import dev.assay.inventory.store.News;
import dev.assay.inventory.store.PostgreSql;
import dev.assay.inventory.store.ServiceRole;
import dev.assay.inventory.store.Unfinished;
import dev.assay.inventory.store.s3.S3BlobStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.workflow.Checkpoint;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;

/** The database, the blob store and the stores over them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    StorageSettings.class,
    BlobSettings.class,
    DataSourceProperties.class
})
class StorageConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(StorageConfiguration.class);

    /**
     * Migrated before anybody gets it. {@code spring.datasource.*} replaces the embedded one.
     *
     * @param isAway whether nobody may wait for it, since only the gate was started
     */
    @Bean
    HikariDataSource dataSource(
            DataSourceProperties properties,
            StorageSettings settings,
            Environment environment,
            Clock clock,
            @Value("${assay.gate-alone:false}") boolean isAway)
            throws IOException {
        if (!StringUtils.hasText(properties.getUrl())) {
            Files.createDirectories(settings.dataDirectory());
            EmbeddedDatabase.mend(settings.dataDirectory());
            properties.setUrl(settings.databaseUrl());
            properties.setUsername("assay");
            properties.setPassword("");
        }
        var database =
                properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
        database.setPoolName("assay");
        if (database.getJdbcUrl().startsWith(PostgreSql.ADDRESS)) {
            database.setConnectionInitSql(PostgreSql.ON_CONNECT);
            PostgreSql.WAITING.forEach(database::addDataSourceProperty);
        }
        // By hand, since the pool takes no settings once the migrations have used it.
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(database));
        if (isAway) {
            database.setInitializationFailTimeout(-1);
            database.setConnectionTimeout(1000);
            return database;
        }
        migrate(properties, database, settings.database());
        if (database.getJdbcUrl().startsWith(PostgreSql.ADDRESS)) {
            ClockCheck.compare(JdbcClient.create(database), clock);
        }
        return database;
    }

    /** Where the tables belong to a role of their own, the service may only add to the trail. */
    private static void migrate(
            DataSourceProperties properties,
            HikariDataSource database,
            StorageSettings.Database settings) {
        var postgresql = database.getJdbcUrl().startsWith(PostgreSql.ADDRESS);
        if (settings.owner() == null) {
            // Over connections that wait as long as a migration takes.
            Migrations.apply(
                    postgresql
                            ? properties
                                    .initializeDataSourceBuilder()
                                    .type(SimpleDriverDataSource.class)
                                    .build()
                            : database);
            if (postgresql && ServiceRole.ownsTheTrail(database)) {
                LOG.warn(
                        "The database's role '{}' owns the audit trail, so whoever has its password"
                                + " can switch off what keeps events from being changed. Give the"
                                + " tables to another role with assay.database.owner.",
                        database.getUsername());
            }
            return;
        }
        if (!postgresql) {
            throw new IllegalStateException(
                    "assay.database.owner is set, and only PostgreSQL has roles; leave it out");
        }
        var owner =
                properties
                        .initializeDataSourceBuilder()
                        .type(SimpleDriverDataSource.class)
                        .username(settings.owner())
                        .password(settings.ownerPassword())
                        .build();
        Migrations.apply(owner);
        ServiceRole.grant(owner, String.valueOf(database.getUsername()));
        if (ServiceRole.ownsTheTrail(database)) {
            throw new IllegalStateException(
                    "the service's role '"
                            + database.getUsername()
                            + "' owns the audit trail, or belongs to the role that does; connect as"
                            + " another one with spring.datasource.username");
        }
    }

    @Bean
    ClockCheck clockCheck(HikariDataSource database, JdbcClient jdbc, Clock clock) {
        return new ClockCheck(StorageSettings.isEmbedded(database) ? null : jdbc, clock);
    }

    @Bean
    Checkpoint checkpoint(HikariDataSource database, JdbcClient jdbc) {
        return StorageSettings.isEmbedded(database) ? new EmbeddedCheckpoint(jdbc) : () -> {};
    }

    @Bean(initMethod = "start")
    News news(HikariDataSource database) {
        return new News(database);
    }

    @Bean
    BlobStore blobStore(StorageSettings settings, BlobSettings blobs, MeterRegistry meters)
            throws IOException {
        Unfinished.clear(settings.unfinished());
        var place = blobs.s3().place();
        var store =
                place.isEmpty()
                        ? new FileBlobStore(settings.blobs())
                        : S3BlobStore.open(
                                place.get(),
                                blobs.cacheIn(settings.dataDirectory()),
                                blobs.cacheSize().toBytes());
        return new WatchedBlobs(store, meters);
    }

    @Bean
    AccountStore accountStore(JdbcClient jdbc, Clock clock) {
        return new AccountStore(jdbc, clock);
    }

    @Bean
    AuditTrail auditTrail(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            ObjectProvider<AuditTrail.Listener> listeners) {
        return new AuditTrail(
                jdbc,
                transactions,
                clock,
                (actor, action, subject, detail) ->
                        listeners.forEach(each -> each.appended(actor, action, subject, detail)));
    }

    @Bean
    FetchStore fetchStore(JdbcClient jdbc, Clock clock) {
        return new FetchStore(jdbc, clock);
    }

    @Bean
    FetchCountStore fetchCountStore(JdbcClient jdbc) {
        return new FetchCountStore(jdbc);
    }

    @Bean
    ReleaseStore releaseStore(JdbcClient jdbc, Clock clock) {
        return new ReleaseStore(jdbc, clock);
    }

    @Bean
    ReviewStore reviewStore(JdbcClient jdbc, Clock clock) {
        return new ReviewStore(jdbc, clock);
    }

    @Bean
    ReviewMeasures reviewMeasures(JdbcClient jdbc) {
        return new ReviewMeasures(jdbc);
    }

    @Bean
    LicenceStore licenceStore(JdbcClient jdbc) {
        return new LicenceStore(jdbc);
    }

    @Bean
    ClosureStore closureStore(JdbcClient jdbc) {
        return new ClosureStore(jdbc);
    }

    @Bean
    VettingStore vettingStore(JdbcClient jdbc, Clock clock) {
        return new VettingStore(jdbc, clock);
    }

    @Bean
    DerivedStore derivedStore(JdbcClient jdbc) {
        return new DerivedStore(jdbc);
    }

    @Bean
    LineCommentStore lineCommentStore(JdbcClient jdbc, Clock clock) {
        return new LineCommentStore(jdbc, clock);
    }

    @Bean
    KnownFunctionStore knownFunctionStore(JdbcClient jdbc) {
        return new KnownFunctionStore(jdbc);
    }

    @Bean
    StatedValueStore statedValueStore(JdbcClient jdbc, Clock clock) {
        return new StatedValueStore(jdbc, clock);
    }

    @Bean
    TaskStore taskStore(JdbcClient jdbc, Clock clock) {
        return new TaskStore(jdbc, clock);
    }

    @Bean
    WatchStore watchStore(JdbcClient jdbc, Clock clock) {
        return new WatchStore(jdbc, clock);
    }
}
