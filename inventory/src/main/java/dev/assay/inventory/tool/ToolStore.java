package dev.assay.inventory.tool;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The matrix of every release. Callers hold the transaction. */
public final class ToolStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    public ToolStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The matrix of a release, by the names of the tools. */
    public List<ToolEntry> of(Id release) {
        return jdbc.sql("SELECT * FROM tool_entry WHERE release_id = :release ORDER BY name")
                .param("release", release.value())
                .query(ToolStore::read)
                .list();
    }

    /** The names of a release's tools of which rules or people ever said never. */
    public Set<String> everNever(Id release) {
        return jdbc.sql("SELECT name FROM tool_name WHERE release_id = :release AND never_once")
                .param("release", release.value())
                .query(String.class)
                .set();
    }

    /**
     * Adds a row, or writes it anew.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where the row forgets that
     *     never was said of its tool, or lowers that without two people and a reason
     */
    public void put(ToolEntry entry) {
        remove(entry.id());
        remember(entry);
        var lowering = entry.lowering();
        var wish = entry.wish();
        jdbc.sql(
                        """
                        INSERT INTO tool_entry
                          (id, release_id, name, fingerprint, proposal, proposed_class, tool_class, never_once, terms,
                           carried_from, confirmed_by, confirmed_at, lowered_by, lowered_with, lowering_reason,
                           wanted_class, wanted_terms, wanted_by, wanted_reason, wanted_review)
                        VALUES (:id, :release, :name, :fingerprint, :proposal, :proposed, :class, :never, :terms,
                           :carried, :by, :at, :first, :second, :lowering,
                           :wantedClass, :wantedTerms, :wantedBy, :wantedReason, :wantedReview)
                        """)
                .param("id", entry.id().value())
                .param("release", entry.releaseId().value())
                .param("name", entry.name())
                .param("fingerprint", entry.fingerprint().hex())
                .param("proposal", entry.proposal())
                .param("proposed", entry.proposed().name())
                .param("class", entry.toolClass().name())
                .param("never", entry.neverOnce())
                .param("terms", JSON.writeValueAsString(entry.terms()))
                .param("carried", entry.carriedFrom())
                .param("by", text(entry.confirmedBy()))
                .param("at", Rows.column(entry.confirmedAt()))
                .param("first", lowering == null ? null : lowering.first().value())
                .param("second", lowering == null ? null : lowering.second().value())
                .param("lowering", lowering == null ? null : lowering.reason())
                .param("wantedClass", wish == null ? null : wish.toolClass().name())
                .param("wantedTerms", wish == null ? null : JSON.writeValueAsString(wish.terms()))
                .param("wantedBy", wish == null ? null : wish.by().value())
                .param("wantedReason", wish == null ? null : wish.reason())
                .param("wantedReview", wish == null ? null : text(wish.review()))
                .update();
        Touches.release(jdbc, entry.releaseId());
    }

    private void remember(ToolEntry entry) {
        var known =
                jdbc.sql(
                                """
                                UPDATE tool_name SET never_once = (never_once OR :never)
                                WHERE release_id = :release AND name = :name
                                """)
                        .param("release", entry.releaseId().value())
                        .param("name", entry.name())
                        .param("never", entry.neverOnce())
                        .update();
        if (known == 0) {
            jdbc.sql(
                            """
                            INSERT INTO tool_name (release_id, name, never_once)
                            VALUES (:release, :name, :never)
                            """)
                    .param("release", entry.releaseId().value())
                    .param("name", entry.name())
                    .param("never", entry.neverOnce())
                    .update();
        }
    }

    /** Takes a tool off the matrix that the release does not offer. */
    public void remove(Id entry) {
        Touches.tool(jdbc, entry);
        jdbc.sql("DELETE FROM tool_entry WHERE id = :id").param("id", entry.value()).update();
    }

    /** Confirms a row as given; what was wished for is settled by that. */
    public ToolEntry confirm(
            ToolEntry entry,
            ToolClass toolClass,
            ToolTerms terms,
            Id by,
            ToolEntry.@Nullable Lowering lowering) {
        var now = entry.with(toolClass, terms, by, clock.instant(), lowering, null);
        put(now);
        return now;
    }

    /** Records what somebody wants; null takes it back. What holds stays as it is. */
    public ToolEntry want(ToolEntry entry, ToolEntry.@Nullable Wish wish) {
        var now =
                entry.with(
                        entry.toolClass(),
                        entry.terms(),
                        entry.confirmedBy(),
                        entry.confirmedAt(),
                        entry.lowering(),
                        wish);
        put(now);
        return now;
    }

    /**
     * Settles what a review decided on.
     *
     * @param approver the last who agreed, or null where it was not approved
     */
    public void settle(Id release, Id review, @Nullable Id approver) {
        for (var entry : of(release)) {
            var wish = entry.wish();
            if (wish == null || !review.equals(wish.review())) {
                continue;
            }
            if (approver == null) {
                want(entry, null);
            } else {
                confirm(
                        entry,
                        wish.toolClass(),
                        wish.terms(),
                        approver,
                        entry.takesTwo(wish.toolClass())
                                ? new ToolEntry.Lowering(wish.by(), approver, wish.reason())
                                : entry.lowering());
            }
        }
    }

    private static ToolEntry read(ResultSet row, int number) throws SQLException {
        var first = Rows.idOrNull(row, "lowered_by");
        var second = Rows.idOrNull(row, "lowered_with");
        var wanted = row.getString("wanted_class");
        return new ToolEntry(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Rows.text(row, "name"),
                new Sha256(Rows.text(row, "fingerprint")),
                Rows.text(row, "proposal"),
                ToolClass.valueOf(Rows.text(row, "proposed_class")),
                ToolClass.valueOf(Rows.text(row, "tool_class")),
                row.getBoolean("never_once"),
                terms(row, "terms"),
                row.getString("carried_from"),
                Rows.idOrNull(row, "confirmed_by"),
                Rows.instantOrNull(row, "confirmed_at"),
                first == null || second == null
                        ? null
                        : new ToolEntry.Lowering(first, second, Rows.text(row, "lowering_reason")),
                wanted == null
                        ? null
                        : new ToolEntry.Wish(
                                ToolClass.valueOf(wanted),
                                terms(row, "wanted_terms"),
                                Rows.id(row, "wanted_by"),
                                Rows.text(row, "wanted_reason"),
                                Rows.idOrNull(row, "wanted_review")));
    }

    private static ToolTerms terms(ResultSet row, String column) throws SQLException {
        return JSON.readValue(Rows.text(row, column), ToolTerms.class);
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
