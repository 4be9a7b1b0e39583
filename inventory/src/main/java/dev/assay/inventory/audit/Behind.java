package dev.assay.inventory.audit;

import tools.jackson.databind.json.JsonMapper;

/**
 * Which events have to do with a tool or a business system. No event names either in a place of its
 * own: it is about a release, a package or a consumer, and which of those have to do with the name
 * is on record elsewhere. So events are found that were written before anybody looked for one.
 *
 * <p>The events are collected by their index on what they are about, before they are put in order.
 */
final class Behind {

    /**
     * About a server that has, or in any version had, a tool of the name {@code tool}; or about a
     * grant of one, whose event is about the consumer and begins with the tool. H2 looks a union up
     * by the index only where it stands in a FROM.
     */
    static final String TOOL =
            """
            sequence IN (SELECT sequence FROM (
              SELECT sequence FROM audit_event WHERE server IN (
                SELECT r.package_purl FROM tool_name t JOIN release r ON r.id = t.release_id
                WHERE t.name = :tool)
              UNION
              SELECT sequence FROM audit_event WHERE subject IN (
                SELECT :consumer || c.name FROM tool_grant g JOIN consumer c
                  ON c.id = g.consumer_id
                WHERE g.tool = :tool)
                AND action LIKE 'grant.%' AND detail LIKE :granted ESCAPE '!') named)
            """;

    /**
     * About a server of which somebody ever stated something of the system {@code system}, or that
     * has a tool in whose terms it stands. The terms are JSON, and all of them are read.
     */
    static final String SYSTEM =
            """
            sequence IN (
              SELECT sequence FROM audit_event WHERE server IN (
                SELECT s.package_purl FROM stated_value v JOIN server s ON s.id = v.server_id
                WHERE v.subject = 'system' AND v.entry_key = :system
                UNION
                SELECT r.package_purl FROM tool_entry e JOIN release r ON r.id = e.release_id
                WHERE e.terms LIKE :reached ESCAPE '!'))
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private Behind() {}

    /** What the terms of a tool have where they name a system. */
    static String reached(String system) {
        return "%"
                + AuditSearch.literally("\"businessSystem\":" + JSON.writeValueAsString(system))
                + "%";
    }
}
