package dev.assay.scanners.clr;

import java.util.HashMap;
import java.util.Map;

/** What the rows of an assembly are called. */
final class Names {

    private static final int DEEPEST = 16;

    /** Names may overlap in a file, and do not in memory. */
    private static final int MOST_KEPT = 50_000;

    private final Metadata metadata;
    private final Budget budget;
    private final Map<Long, Long> outer = new HashMap<>();
    private final Map<Long, String> members = new HashMap<>();
    private final long[] owners;

    Names(Metadata metadata, Budget budget) throws MalformedAssemblyException {
        this.metadata = metadata;
        this.budget = budget;
        for (var row = 1L; row <= metadata.rows(Schema.NESTED); row++) {
            outer.put(metadata.cell(Schema.NESTED, row, 0), metadata.cell(Schema.NESTED, row, 1));
        }
        owners = new long[metadata.rows(Schema.METHOD) + 1];
        var types = metadata.rows(Schema.TYPE_DEF);
        for (var type = 1L; type <= types; type++) {
            var from = metadata.cell(Schema.TYPE_DEF, type, 5);
            var to = type == types ? owners.length : metadata.cell(Schema.TYPE_DEF, type + 1, 5);
            for (var method = Math.max(1, from); method < Math.min(to, owners.length); method++) {
                owners[(int) method] = type;
            }
        }
    }

    /** The type that a method is of, as a row; 0 for none. */
    long owner(long method) {
        return method < owners.length ? owners[(int) method] : 0;
    }

    /** {@code Name.Space.Type}, of a type in another by both. */
    String type(int table, long row) throws MalformedAssemblyException {
        return type(table, row, 0);
    }

    private String type(int table, long row, int depth) throws MalformedAssemblyException {
        if (row == 0 || depth > DEEPEST) {
            return "";
        }
        switch (table) {
            case Schema.TYPE_REF -> {
                var scope = metadata.coded(Schema.TYPE_REF, row, 0);
                var name = metadata.text(Schema.TYPE_REF, row, 1);
                return scope >>> 32 == Schema.TYPE_REF && (int) scope != 0
                        ? type(Schema.TYPE_REF, (int) scope, depth + 1) + "." + name
                        : qualified(metadata.text(Schema.TYPE_REF, row, 2), name);
            }
            case Schema.TYPE_DEF -> {
                var name = metadata.text(Schema.TYPE_DEF, row, 1);
                var in = outer.get(row);
                return in != null
                        ? type(Schema.TYPE_DEF, in, depth + 1) + "." + name
                        : qualified(metadata.text(Schema.TYPE_DEF, row, 2), name);
            }
            case Schema.TYPE_SPEC -> {
                return ofSignature(metadata.blob(Schema.TYPE_SPEC, row, 0), depth);
            }
            default -> {
                return "";
            }
        }
    }

    /** A generic type by what it is one of (II.23.2.14); of others nothing. */
    private String ofSignature(Bytes signature, int depth) throws MalformedAssemblyException {
        if (signature.length() < 3 || signature.u1(0) != 0x15) {
            return "";
        }
        var first = signature.u1(2);
        long coded =
                (first & 0x80) == 0
                        ? first
                        : (first & 0xc0) == 0x80
                                ? (first & 0x3fL) << 8 | signature.u1(3)
                                : (first & 0x1fL) << 24
                                        | (long) signature.u1(3) << 16
                                        | (long) signature.u1(4) << 8
                                        | signature.u1(5);
        var table = Schema.coded('t')[(int) (coded & 3)];
        return type(table, coded >>> 2, depth + 1);
    }

    /** What a call's token names: {@code Name.Space.Type::Method}; empty where that is nothing. */
    String member(long token) throws MalformedAssemblyException {
        var known = members.get(token);
        if (known == null) {
            known = named(token);
            budget.spend(known.length());
            if (members.size() < MOST_KEPT) {
                members.put(token, known);
            }
        }
        return known;
    }

    private String named(long token) throws MalformedAssemblyException {
        var row = token & 0xffffff;
        return switch ((int) (token >>> 24)) {
            case Schema.METHOD ->
                    type(Schema.TYPE_DEF, owner(row)) + "::" + metadata.text(Schema.METHOD, row, 3);
            case Schema.MEMBER_REF -> {
                var parent = metadata.coded(Schema.MEMBER_REF, row, 0);
                yield type((int) (parent >>> 32), (int) parent)
                        + "::"
                        + metadata.text(Schema.MEMBER_REF, row, 1);
            }
            case Schema.METHOD_SPEC -> {
                var of = metadata.coded(Schema.METHOD_SPEC, row, 0);
                yield member(((of >>> 32) << 24) | (int) of);
            }
            default -> "";
        };
    }

    private static String qualified(String space, String name) {
        return space.isEmpty() ? name : space + "." + name;
    }
}
