package dev.assay.inventory.record;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What people said, all of it: the database refuses to change or remove any. What is said of a
 * consumer holds for every server, since a consumer is the same everywhere. Callers hold the
 * transaction.
 */
public final class StatedValueStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;

    public StatedValueStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes down what somebody says, and marks the servers whose record it changes.
     *
     * @param words null to take back what was said before
     */
    public StatedValue state(
            Id server,
            Field field,
            String key,
            @Nullable List<String> words,
            Id by,
            String reason) {
        var stated =
                new StatedValue(
                        server,
                        field,
                        key,
                        words,
                        by,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        reason);
        jdbc.sql(
                        """
                        INSERT INTO stated_value
                          (server_id, subject, entry_key, field, words, stated_by, stated_at, reason)
                        VALUES (:server, :subject, :key, :field, :words, :by, :at, :reason)
                        """)
                .param("server", server.value())
                .param("subject", field.subject().words())
                .param("key", key)
                .param("field", field.key())
                .param("words", words == null ? null : JSON.writeValueAsString(words))
                .param("by", by.value())
                .param("at", Rows.column(stated.at()))
                .param("reason", reason)
                .update();
        Touches.server(jdbc, server);
        if (field.subject() == Subject.CONSUMER) {
            Touches.consumer(jdbc, key);
        }
        return stated;
    }

    /**
     * What holds now of a server: the last that was said of each field, what was taken back not.
     */
    public List<StatedValue> of(Id server) {
        return holding(
                jdbc.sql(
                                """
                                SELECT * FROM stated_value WHERE sequence IN (
                                  SELECT max(sequence) FROM stated_value
                                  WHERE server_id = :server AND subject <> :consumer
                                  GROUP BY subject, entry_key, field)
                                ORDER BY sequence
                                """)
                        .param("server", server.value())
                        .param("consumer", Subject.CONSUMER.words())
                        .query(StatedValueStore::read)
                        .list());
    }

    /** What holds now of consumers, by whichever server it was said. */
    public List<StatedValue> ofConsumers(Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : holding(
                        jdbc.sql(
                                        """
                                        SELECT * FROM stated_value WHERE sequence IN (
                                          SELECT max(sequence) FROM stated_value
                                          WHERE subject = :consumer AND entry_key IN (:names)
                                          GROUP BY entry_key, field)
                                        ORDER BY sequence
                                        """)
                                .param("consumer", Subject.CONSUMER.words())
                                .param("names", names)
                                .query(StatedValueStore::read)
                                .list());
    }

    /** Everything that was ever said of one field, the newest first. */
    public List<StatedValue> history(Id server, Field field, String key, int most) {
        return jdbc
                .sql(
                        """
                        SELECT * FROM stated_value
                        WHERE server_id = :server AND subject = :subject AND entry_key = :key
                          AND field = :field
                        ORDER BY sequence DESC LIMIT :most
                        """)
                .param("server", server.value())
                .param("subject", field.subject().words())
                .param("key", key)
                .param("field", field.key())
                .param("most", most)
                .query(StatedValueStore::read)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many values were ever stated of a server. */
    public int count(Id server) {
        return jdbc.sql("SELECT count(*) FROM stated_value WHERE server_id = :server")
                .param("server", server.value())
                .query(Integer.class)
                .single();
    }

    private static List<StatedValue> holding(List<Optional<StatedValue>> last) {
        return last.stream()
                .flatMap(Optional::stream)
                .filter(each -> each.words() != null)
                .toList();
    }

    /** Empty where the field is none any more. */
    private static Optional<StatedValue> read(ResultSet row, int number) throws SQLException {
        var words = row.getString("words");
        var key = Rows.text(row, "entry_key");
        var server = Rows.id(row, "server_id");
        var by = Rows.id(row, "stated_by");
        var at = Rows.instant(row, "stated_at");
        var reason = Rows.text(row, "reason");
        var name = Rows.text(row, "field");
        return Subject.find(Rows.text(row, "subject"))
                .flatMap(subject -> Field.find(subject, name))
                .map(
                        field ->
                                new StatedValue(
                                        server,
                                        field,
                                        key,
                                        words == null ? null : JSON.readValue(words, WORDS),
                                        by,
                                        at,
                                        reason));
    }
}
