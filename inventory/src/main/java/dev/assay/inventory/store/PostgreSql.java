package dev.assay.inventory.store;

import java.util.Map;

/** What connections to PostgreSQL are opened with. */
public final class PostgreSql {

    /** What the address of such a database begins with. */
    public static final String ADDRESS = "jdbc:postgresql:";

    /**
     * Has each statement planned for the values it is given. A plan for any value takes a text that
     * every row holds for one that few rows hold, sorts them all for a page of fifty, and is kept:
     * 35 ms where walking the list's own order takes less than one. Planning anew costs about 0.3
     * ms.
     *
     * <p>And has a page read at random cost what it costs from memory or a solid-state disk (1.1; 4
     * is PostgreSQL's own, for disks that turn): otherwise the servers of a destination are found
     * by reading all servers.
     */
    public static final String ON_CONNECT =
            "SET plan_cache_mode = force_custom_plan; SET random_page_cost = 1.1";

    /**
     * How long is waited, in seconds: a server that fails over, or whose machine is gone, ends no
     * connection. Without these a caller waits for ever, and so does all that waits for a
     * connection of the pool. What the address of the database says of them stands.
     */
    public static final Map<String, String> WAITING =
            Map.of("socketTimeout", "30", "connectTimeout", "10", "tcpKeepAlive", "true");

    /** The oldest version that is supported, and tried where it is installed. */
    public static final int OLDEST = 15;

    private PostgreSql() {}

    /**
     * Refuses a server that is too old.
     *
     * @param version the number before the point
     * @param name what it calls its version
     */
    static void require(int version, String name) {
        if (version < OLDEST) {
            throw new MisconfiguredException(
                    "the database is a PostgreSQL "
                            + name
                            + ", and Assay needs "
                            + OLDEST
                            + " or later; upgrade that server (pg_upgrade keeps what is in it), or"
                            + " name another one with spring.datasource.url");
        }
    }
}
