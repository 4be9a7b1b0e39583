package dev.assay.inventory.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Marks servers whose row in the inventory has to be made anew. The mark is written in the
 * transaction of what changed, so there is no change without one.
 */
public final class Touches {

    private Touches() {}

    public static void release(JdbcClient jdbc, Id release) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT package_purl FROM release WHERE id = :id
                        """)
                .param("id", release.value())
                .update();
    }

    public static void request(JdbcClient jdbc, Id request) {
        of(jdbc, "access_request", request);
    }

    public static void review(JdbcClient jdbc, Id review) {
        of(jdbc, "review", review);
    }

    public static void waiver(JdbcClient jdbc, Id waiver) {
        of(jdbc, "waiver", waiver);
    }

    public static void glass(JdbcClient jdbc, Id glass) {
        of(jdbc, "break_glass", glass);
    }

    public static void tool(JdbcClient jdbc, Id entry) {
        of(jdbc, "tool_entry", entry);
    }

    /** Nothing where the task is about no package. */
    public static void task(JdbcClient jdbc, Id task) {
        of(jdbc, "task", task);
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT package_purl FROM server WHERE package_purl =
                          (SELECT subject FROM task WHERE id = :id)
                        UNION ALL SELECT package_purl FROM server_package WHERE package_purl =
                          (SELECT subject FROM task WHERE id = :id)
                        """)
                .param("id", task.value())
                .update();
    }

    public static void server(JdbcClient jdbc, Id server) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT package_purl FROM server WHERE id = :id
                        """)
                .param("id", server.value())
                .update();
    }

    /** Every server that a consumer, by its name, was ever granted something of, or asked for. */
    public static void consumer(JdbcClient jdbc, String name) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT DISTINCT g.package_purl FROM tool_grant g
                        JOIN consumer c ON c.id = g.consumer_id WHERE c.name = :name
                        """)
                .param("name", name)
                .update();
    }

    public static void consumer(JdbcClient jdbc, Id consumer) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT DISTINCT package_purl FROM tool_grant WHERE consumer_id = :id
                        """)
                .param("id", consumer.value())
                .update();
    }

    public static void grant(JdbcClient jdbc, Id grant) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT package_purl FROM tool_grant WHERE id = :id
                        """)
                .param("id", grant.value())
                .update();
    }

    public static void credential(JdbcClient jdbc, Id credential) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT package_purl FROM credential WHERE id = :id
                        """)
                .param("id", credential.value())
                .update();
    }

    /** Nothing where there is no server of that package URL, without a version. */
    public static void packageOf(JdbcClient jdbc, String packagePurl) {
        jdbc.sql(
                        """
                        INSERT INTO server_touch (package_purl)
                        SELECT package_purl FROM server WHERE package_purl = :package
                        UNION ALL SELECT package_purl FROM server_package WHERE package_purl = :package
                        """)
                .param("package", packagePurl)
                .update();
    }

    private static void of(JdbcClient jdbc, String table, Id id) {
        jdbc.sql(
                        "INSERT INTO server_touch (package_purl) SELECT r.package_purl FROM release r JOIN "
                                + table
                                + " t ON t.release_id = r.id WHERE t.id = :id")
                .param("id", id.value())
                .update();
    }
}
