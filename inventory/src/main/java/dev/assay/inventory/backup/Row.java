package dev.assay.inventory.backup;

import dev.assay.inventory.backup.Table.Kind;
import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One row, in the same form whatever database it comes from: a JSON array in the order of its
 * table's columns. Times are instants of UTC, days ISO 8601, bytes base 64.
 *
 * @param values String, Long, Boolean, Instant, LocalDate, byte[] or null
 */
record Row(List<@Nullable Object> values) {

    private static final ObjectMapper JSON = JsonMapper.shared();

    static Row read(ResultSet from, Table table) throws SQLException {
        var values = new ArrayList<@Nullable Object>(table.columns().size());
        for (var i = 1; i <= table.columns().size(); i++) {
            values.add(value(from, i, table.columns().get(i - 1).kind()));
        }
        return new Row(values);
    }

    private static @Nullable Object value(ResultSet from, int i, Kind kind) throws SQLException {
        var value =
                switch (kind) {
                    case TEXT -> from.getString(i);
                    case NUMBER -> from.getLong(i);
                    case TRUTH -> from.getBoolean(i);
                    case TIME -> {
                        var time = from.getObject(i, OffsetDateTime.class);
                        yield time == null ? null : time.toInstant();
                    }
                    case DAY -> from.getObject(i, LocalDate.class);
                    case BYTES -> from.getBytes(i);
                };
        return from.wasNull() ? null : value;
    }

    void write(PreparedStatement to, Table table) throws SQLException {
        for (var i = 1; i <= values.size(); i++) {
            var kind = table.columns().get(i - 1).kind();
            switch (values.get(i - 1)) {
                case null ->
                        to.setNull(
                                i,
                                switch (kind) {
                                    case TEXT -> Types.VARCHAR;
                                    case NUMBER -> Types.BIGINT;
                                    case TRUTH -> Types.BOOLEAN;
                                    case TIME -> Types.TIMESTAMP_WITH_TIMEZONE;
                                    case DAY -> Types.DATE;
                                    case BYTES -> Types.BINARY;
                                });
                case Instant time -> to.setObject(i, Rows.column(time));
                case byte[] bytes -> to.setBytes(i, bytes);
                case Object value -> to.setObject(i, value);
            }
        }
    }

    /** Without a line's end. */
    byte[] line() {
        var array = JSON.createArrayNode();
        for (var value : values) {
            switch (value) {
                case null -> array.addNull();
                case String text -> array.add(text);
                case Long number -> array.add(number);
                case Boolean truth -> array.add(truth);
                case byte[] bytes -> array.add(Base64.getEncoder().encodeToString(bytes));
                default -> array.add(value.toString());
            }
        }
        return JSON.writeValueAsBytes(array);
    }

    /**
     * @throws IOException when a line is no row of the table
     */
    static Row parse(String line, Table table) throws IOException {
        try {
            var array = JSON.readTree(line);
            if (!array.isArray() || array.size() != table.columns().size()) {
                throw new IOException("a line is no row of " + table.name());
            }
            var values = new ArrayList<@Nullable Object>(array.size());
            for (var i = 0; i < array.size(); i++) {
                values.add(value(array.get(i), table.columns().get(i).kind()));
            }
            return new Row(values);
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException("a line is no row of " + table.name(), e);
        }
    }

    private static @Nullable Object value(JsonNode node, Kind kind) {
        if (node.isNull()) {
            return null;
        }
        return switch (kind) {
            case TEXT -> node.stringValue();
            case NUMBER -> node.longValue();
            case TRUTH -> node.booleanValue();
            case TIME -> Instant.parse(node.stringValue());
            case DAY -> LocalDate.parse(node.stringValue());
            case BYTES -> Base64.getDecoder().decode(node.stringValue());
        };
    }
}
