package dev.assay.registry.administration;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.registry.export.schedule.ScheduledExports;
import dev.assay.registry.vetting.VettingProgress;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is being done, waits to be done, or could not be done. */
public final class Jobs {

    private static final int MOST = 500;

    /** What the recurring ones do, for people. */
    private static final Map<String, String> PURPOSES =
            Map.ofEntries(
                    Map.entry("watch", "looks for newer versions upstream"),
                    Map.entry("reminders", "makes tasks of what is due"),
                    Map.entry("notices", "sends notices"),
                    Map.entry("audit-verification", "follows the audit chain"),
                    Map.entry("rejudging", "judges releases anew when the policy changed"),
                    Map.entry("quiet-updates", "approves quiet updates, where the policy may"),
                    Map.entry("listing", "lists approved servers for clients of the MCP registry"),
                    Map.entry("expiry", "ends approvals, waivers and break-glass"),
                    Map.entry("grants", "ends grants whose time is over"),
                    Map.entry(
                            "flaws", "reads newer advisories, and looks again at what is approved"),
                    Map.entry("proofs", "looks again at the signatures of what is approved"),
                    Map.entry("attestations", "signs approvals from before there were keys"));

    /** What those do that are about one release. */
    private static final Map<String, String> RELEASES = Map.of("vetting", "vets", "run", "runs");

    /** Where a job stands. */
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("waiting")
        WAITING,
        /** It failed the last time, and is tried again. */
        @JsonProperty("failing")
        FAILING
    }

    /**
     * One of them.
     *
     * @param what for people: what it does, or the release it vets
     * @param releaseId the release it vets, or null
     * @param progress what is being done just now, or null
     * @param next when it is due, or tried again
     * @param node who does it, or null
     * @param why why it failed the last time; null where it did not, or in another process
     */
    public record Job(
            String name,
            String instance,
            State state,
            String what,
            @Nullable Id releaseId,
            @Nullable String progress,
            Instant next,
            @Nullable String node,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            int failures,
            @Nullable String why) {}

    /**
     * A release that could not be vetted.
     *
     * @param why as its page says it
     */
    public record Failed(Id release, String purl, String why, Instant at) {}

    /** How many can work at once. */
    public record Workers(int scans, int jobs, long running, long waiting) {}

    private final JdbcClient jdbc;
    private final ReleaseStore releases;
    private final VettingProgress progress;
    private final JobFailures reasons;
    private final AuditTrail audit;
    private final ScheduledExports exports;
    private final Environment environment;
    private final Clock clock;

    Jobs(
            JdbcClient jdbc,
            ReleaseStore releases,
            VettingProgress progress,
            JobFailures reasons,
            AuditTrail audit,
            ScheduledExports exports,
            Environment environment,
            Clock clock) {
        this.jdbc = jdbc;
        this.releases = releases;
        this.progress = progress;
        this.reasons = reasons;
        this.audit = audit;
        this.exports = exports;
        this.environment = environment;
        this.clock = clock;
    }

    /** First what runs, then what fails, then what is due first. */
    public List<Job> all() {
        return jdbc
                .sql("SELECT * FROM scheduled_tasks ORDER BY execution_time LIMIT :most")
                .param("most", MOST)
                .query(this::read)
                .list()
                .stream()
                .sorted(
                        Comparator.comparing(
                                each ->
                                        switch (each.state()) {
                                            case RUNNING -> 0;
                                            case FAILING -> 1;
                                            case WAITING -> 2;
                                        }))
                .toList();
    }

    /** What was given up and waits for somebody to have it tried again. */
    public List<Failed> failed() {
        return releases.inStates(List.of(ReleaseState.VETTING_FAILED)).stream()
                .map(
                        each ->
                                new Failed(
                                        each.id(),
                                        each.purl().toString(),
                                        each.stateReason(),
                                        each.updatedAt()))
                .toList();
    }

    public Workers workers() {
        return new Workers(
                environment.getProperty("assay.scan.workers", Integer.class, 2),
                environment.getProperty("db-scheduler.threads", Integer.class, 10),
                count("picked = TRUE"),
                count("picked = FALSE"));
    }

    /**
     * Has a job done now instead of when it is due.
     *
     * @return false where there is none, or it runs already
     */
    public boolean hurry(Account account, String name, String instance) {
        var hurried =
                jdbc.sql(
                                        """
                                        UPDATE scheduled_tasks
                                        SET execution_time = :now, version = version + 1
                                        WHERE task_name = :name AND task_instance = :instance AND picked = FALSE
                                        """)
                                .param("now", Rows.column(clock.instant()))
                                .param("name", name)
                                .param("instance", instance)
                                .update()
                        == 1;
        if (hurried) {
            audit.append(account.login(), "job.hurried", name, instance);
        }
        return hurried;
    }

    private Job read(ResultSet row, int number) throws SQLException {
        var name = Rows.text(row, "task_name");
        var instance = Rows.text(row, "task_instance");
        var failures = row.getInt("consecutive_failures");
        var running = row.getBoolean("picked");
        var release =
                RELEASES.containsKey(name)
                        ? Id.parse(instance).flatMap(releases::find)
                        : Optional.<Release>empty();
        return new Job(
                name,
                instance,
                running ? State.RUNNING : failures > 0 ? State.FAILING : State.WAITING,
                release.map(each -> RELEASES.get(name) + " " + each.purl())
                        .or(
                                () ->
                                        name.equals(ScheduledExports.JOB)
                                                ? exports.words(instance)
                                                : Optional.empty())
                        .orElseGet(() -> PURPOSES.getOrDefault(name, name)),
                release.map(Release::id).orElse(null),
                release.flatMap(each -> progress.of(each.id()))
                        .map(line -> line.step().words() + ": " + line.text())
                        .orElse(null),
                Rows.instant(row, "execution_time"),
                running ? row.getString("picked_by") : null,
                Rows.instantOrNull(row, "last_success"),
                Rows.instantOrNull(row, "last_failure"),
                failures,
                failures > 0 ? reasons.reason(name, instance).orElse(null) : null);
    }

    private long count(String condition) {
        return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE " + condition)
                .query(Long.class)
                .single();
    }
}
