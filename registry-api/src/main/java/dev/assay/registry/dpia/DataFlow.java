package dev.assay.registry.dpia;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How data flows: from a business system to a tool, its server, a destination and that one's
 * country.
 *
 * @param columns the nodes of each {@link #HEADS column}, all of them
 * @param edges between neighbouring columns; an edge to the left is what a tool writes
 */
public record DataFlow(List<List<String>> columns, List<Edge> edges) {

    /** What stands in each column, from left to right. */
    public static final List<String> HEADS =
            List.of("Business system", "Tool", "Server", "Destination", "Country");

    private static final String NOT_KNOWN = "not known";

    /**
     * An arrow from the column it leaves to the next one.
     *
     * @param back whether data flows to the left as well
     * @param ofServer whether it is said of the server alone, and not of the tool it leads to
     */
    public record Edge(int column, String from, String to, boolean back, boolean ofServer) {

        public Edge(int column, String from, String to, boolean back) {
            this(column, from, to, back, false);
        }
    }

    public DataFlow {
        columns = columns.stream().map(List::copyOf).toList();
        edges = List.copyOf(edges);
    }

    /** Tools that are classed never are no part of it: a client does not offer them. */
    static DataFlow of(List<ServerRecord> servers) {
        var columns = new ArrayList<Set<String>>();
        HEADS.forEach(head -> columns.add(new LinkedHashSet<>()));
        var edges = new LinkedHashMap<String, Edge>();
        for (var server : servers) {
            columns.get(2).add(server.name());
            server.each(Subject.TOOL)
                    .filter(tool -> !tool.value(Field.TOOL_CLASS).words().contains("never"))
                    .forEach(tool -> tool(server, tool, columns, edges));
            server.each(Subject.DESTINATION)
                    .forEach(destination -> destination(server, destination, columns, edges));
        }
        return new DataFlow(
                columns.stream().map(each -> (List<String>) new ArrayList<>(each)).toList(),
                new ArrayList<>(edges.values()));
    }

    private static void tool(
            ServerRecord server, Entry tool, List<Set<String>> columns, Map<String, Edge> edges) {
        var name = tool.text(Field.TOOL_NAME);
        var writes = tool.value(Field.TOOL_CLASS).words().contains("write");
        var behind = BusinessSystems.of(server, tool);
        columns.get(1).add(name);
        for (var system : behind.names().isEmpty() ? List.of(NOT_KNOWN) : behind.names()) {
            columns.get(0).add(system);
            add(edges, new Edge(0, system, name, writes, behind.ofServer()));
        }
        add(edges, new Edge(1, name, server.name(), false));
    }

    private static void destination(
            ServerRecord server,
            Entry destination,
            List<Set<String>> columns,
            Map<String, Edge> edges) {
        var host = named(destination, Field.DESTINATION_HOST);
        var country = named(destination, Field.DESTINATION_COUNTRY);
        columns.get(3).add(host);
        columns.get(4).add(country);
        add(edges, new Edge(2, server.name(), host, false));
        add(edges, new Edge(3, host, country, false));
    }

    private static void add(Map<String, Edge> edges, Edge edge) {
        edges.merge(
                edge.column() + "\n" + edge.from() + "\n" + edge.to(),
                edge,
                (a, b) -> a.back() ? a : b);
    }

    private static String named(Entry entry, Field field) {
        var text = entry.text(field);
        return text.isBlank() ? NOT_KNOWN : text;
    }

    /** The same in words, for whoever does not see the picture. */
    public String inWords() {
        if (edges.isEmpty()) {
            return "No tool and no destination is on record, so no flow of data can be drawn.";
        }
        var words = new StringBuilder("Flow of data, from left to right: ");
        for (var column = 0; column < HEADS.size(); column++) {
            var nodes = columns.get(column);
            words.append(column == 0 ? "" : "; ")
                    .append(HEADS.get(column).toLowerCase(java.util.Locale.ROOT))
                    .append(" ")
                    .append(
                            nodes.isEmpty()
                                    ? "none on record"
                                    : String.join(
                                            ", ", nodes.subList(0, Math.min(8, nodes.size()))));
            if (nodes.size() > 8) {
                words.append(" and ").append(nodes.size() - 8).append(" more");
            }
        }
        words.append(".");
        var guessed =
                edges.stream()
                        .filter(edge -> edge.ofServer() && !edge.from().equals(NOT_KNOWN))
                        .map(Edge::to)
                        .distinct()
                        .toList();
        if (!guessed.isEmpty()) {
            words.append(" The business system is stated of the server, and nobody has said it of ")
                    .append(String.join(", ", guessed.subList(0, Math.min(8, guessed.size()))))
                    .append(guessed.size() > 8 ? " and others" : "")
                    .append(" (dashed).");
        }
        return words.toString();
    }
}
