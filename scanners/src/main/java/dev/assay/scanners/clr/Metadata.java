package dev.assay.scanners.clr;

import java.util.HashMap;
import java.util.Map;

/** The metadata of an assembly: heaps and tables (ECMA-335, II.24). Rows are counted from 1. */
final class Metadata {

    private static final long SIGNATURE = 0x424a5342L;
    private static final int MOST_STREAMS = 32;

    /** More rows than the largest libraries have; the tokens have 24 bits. */
    private static final int MOST_ROWS = 1 << 22;

    private final Map<String, Bytes> streams = new HashMap<>();
    private final long[] rows = new long[64];
    private final long[] tableAt = new long[64];
    private final int[][] columnAt = new int[64][];
    private final int[] rowSize = new int[64];
    private final int heapSizes;
    private final Bytes tables;

    Metadata(Bytes root) throws MalformedAssemblyException {
        if (root.u4(0) != SIGNATURE) {
            throw new MalformedAssemblyException("its metadata begin by another signature");
        }
        streams(root);
        var found = streams.containsKey("#~") ? streams.get("#~") : streams.get("#-");
        if (found == null) {
            throw new MalformedAssemblyException("its metadata have no tables");
        }
        tables = found;
        heapSizes = tables.u1(6);
        var valid = tables.u8(8);
        var at = 24L;
        for (var table = 0; table < 64; table++) {
            if (((valid >>> table) & 1) == 0) {
                continue;
            }
            if (!Schema.isKnown(table)) {
                throw new MalformedAssemblyException("it has a table that is not known: " + table);
            }
            rows[table] = tables.u4(at);
            if (rows[table] > MOST_ROWS) {
                throw new MalformedAssemblyException("a table of it has " + rows[table] + " rows");
            }
            at += 4;
        }
        // Edit and continue marks a number that stands here.
        at += (heapSizes & 0x40) != 0 ? 4 : 0;
        for (var table = 0; table < 64; table++) {
            if (rows[table] > 0) {
                layout(table);
                tableAt[table] = at;
                at += rows[table] * rowSize[table];
            }
        }
        tables.part(0, at);
    }

    private void streams(Bytes root) throws MalformedAssemblyException {
        var at = 16 + root.u4(12);
        var count = root.u2(at + 2);
        if (count > MOST_STREAMS) {
            throw new MalformedAssemblyException("its metadata have " + count + " streams");
        }
        at += 4;
        for (var i = 0; i < count; i++) {
            var name = root.text(at + 8);
            streams.put(name, root.part(root.u4(at), root.u4(at + 4)));
            at += 8 + (name.length() + 4) / 4 * 4;
        }
    }

    private void layout(int table) {
        var columns = Schema.columns(table);
        var places = new int[columns.length + 1];
        for (var i = 0; i < columns.length; i++) {
            places[i + 1] = places[i] + size(columns[i]);
        }
        columnAt[table] = places;
        rowSize[table] = places[columns.length];
    }

    private int size(String column) {
        return switch (column.charAt(0)) {
            case '2' -> 2;
            case '4' -> 4;
            case 'S' -> (heapSizes & 1) != 0 ? 4 : 2;
            case 'G' -> (heapSizes & 2) != 0 ? 4 : 2;
            case 'B' -> (heapSizes & 4) != 0 ? 4 : 2;
            case 'T' -> rows[Integer.parseInt(column.substring(1), 16)] > 0xffff ? 4 : 2;
            default -> {
                var coded = Schema.coded(column.charAt(0));
                var most = 0L;
                for (var table : coded) {
                    most = Math.max(most, table < 0 ? 0 : rows[table]);
                }
                yield most >= 1L << (16 - Schema.tagBits(coded)) ? 4 : 2;
            }
        };
    }

    int rows(int table) {
        return (int) rows[table];
    }

    /** The number in a column as it stands there. */
    long cell(int table, long row, int column) throws MalformedAssemblyException {
        if (row < 1 || row > rows[table]) {
            throw new MalformedAssemblyException("it names a row that a table of it does not have");
        }
        var places = columnAt[table];
        var at = tableAt[table] + (row - 1) * rowSize[table] + places[column];
        return places[column + 1] - places[column] == 2 ? tables.u2(at) : tables.u4(at);
    }

    String text(int table, long row, int column) throws MalformedAssemblyException {
        return heap("#Strings").text(cell(table, row, column));
    }

    Bytes blob(int table, long row, int column) throws MalformedAssemblyException {
        return heap("#Blob").counted(cell(table, row, column));
    }

    /** The table that a row of one of several is in, and the row; the table in the upper half. */
    long coded(int table, long row, int column) throws MalformedAssemblyException {
        var kind = Schema.columns(table)[column].charAt(0);
        var tables = Schema.coded(kind);
        var bits = Schema.tagBits(tables);
        var cell = cell(table, row, column);
        var named = tables[(int) (cell & ((1L << bits) - 1))];
        return ((long) named << 32) | (cell >>> bits);
    }

    /** A text that code has, by its token's place in the heap of them. */
    String userText(long at) throws MalformedAssemblyException {
        var counted = heap("#US").counted(at);
        return counted.utf16(0, counted.length() & ~1);
    }

    private Bytes heap(String name) throws MalformedAssemblyException {
        var heap = streams.get(name);
        if (heap == null) {
            throw new MalformedAssemblyException("it has no heap " + name);
        }
        return heap;
    }
}
