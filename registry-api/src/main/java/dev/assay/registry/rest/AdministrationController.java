package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.registry.administration.DataAges;
import dev.assay.registry.administration.Jobs;
import dev.assay.registry.administration.SettingsInForce;
import dev.assay.registry.administration.TrustRoots;
import dev.assay.registry.administration.Upstreams;
import dev.assay.registry.vetting.Sandbox;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What this installation stands on. */
@RestController
final class AdministrationController {

    private final Upstreams upstreams;
    private final TrustRoots roots;
    private final DataAges ages;
    private final Jobs jobs;
    private final SettingsInForce settings;
    private final Sandbox sandbox;

    AdministrationController(
            Upstreams upstreams,
            TrustRoots roots,
            DataAges ages,
            Jobs jobs,
            SettingsInForce settings,
            Sandbox sandbox) {
        this.sandbox = sandbox;
        this.upstreams = upstreams;
        this.roots = roots;
        this.ages = ages;
        this.jobs = jobs;
        this.settings = settings;
    }

    /**
     * @param ecosystem npm, for its first upstream
     * @param upstream or the setting that adds one, as the list names it, or what the first of
     *     another ecosystem is called: {@code maven}, {@code git HOST}
     */
    record TryWish(@Nullable String ecosystem, @Nullable String upstream) {}

    /**
     * Where servers are run on the node that answers.
     *
     * @param state holds, not held, unknown or off
     * @param said how it holds, or why it does not; empty where it was not tried
     * @param whatToDo empty where nothing is to be done
     * @param tries what was tried to get out
     */
    record SandboxDocument(
            String state, String said, String whatToDo, List<String> tries, @Nullable Instant at) {

        static SandboxDocument of(Sandbox.State state) {
            return switch (state) {
                case Sandbox.State.Off() ->
                        new SandboxDocument(
                                "off",
                                "assay.detonation.enabled is false, so no server is run",
                                "",
                                List.of(),
                                null);
                case Sandbox.State.Unknown() ->
                        new SandboxDocument("unknown", "", "", List.of(), null);
                case Sandbox.State.Holds(var way, var tries, var at) ->
                        new SandboxDocument("holds", way, "", tries, at);
                case Sandbox.State.NotHeld(var reason, var whatToDo, var at) ->
                        new SandboxDocument("not held", reason, whatToDo, List.of(), at);
            };
        }
    }

    record JobWish(@Nullable String name, @Nullable String instance) {}

    record JobsDocument(Jobs.Workers workers, List<Jobs.Job> jobs, List<Jobs.Failed> failed) {}

    @GetMapping("/api/v1/administration/upstreams")
    Map<String, List<Upstreams.Upstream>> upstreams() {
        return Map.of("upstreams", upstreams.all());
    }

    @PostMapping(
            path = "/api/v1/administration/upstreams/tries",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Upstreams.Try tryNow(Account account, @RequestBody TryWish wish) throws InterruptedException {
        var setting = wish.upstream();
        if (setting != null) {
            return upstreams
                    .tryOther(account, setting)
                    .orElseThrow(
                            () ->
                                    Problem.invalid(
                                            "'upstream' is '" + setting + "'.",
                                            "Name a setting that adds one, as"
                                                    + " assay.upstream.npm.others[0], or one that"
                                                    + " is asked first: maven, pypi, cargo, nuget,"
                                                    + " 'git HOST', 'oci HOST'."));
        }
        if (!"npm".equals(wish.ecosystem())) {
            throw Problem.invalid(
                    "'ecosystem' is '" + wish.ecosystem() + "'.",
                    "There is one: npm; others are named by 'upstream'.");
        }
        return upstreams.tryNpm(account);
    }

    @GetMapping("/api/v1/administration/trust-roots")
    Map<String, List<TrustRoots.Root>> trustRoots() {
        return Map.of("trustRoots", roots.all());
    }

    @GetMapping("/api/v1/administration/data-ages")
    Map<String, List<DataAges.Age>> dataAges() {
        return Map.of("dataAges", ages.all());
    }

    @GetMapping("/api/v1/administration/sandbox")
    SandboxDocument sandbox() {
        return SandboxDocument.of(sandbox.state());
    }

    @GetMapping("/api/v1/administration/jobs")
    JobsDocument jobs() {
        return new JobsDocument(jobs.workers(), jobs.all(), jobs.failed());
    }

    @PostMapping(
            path = "/api/v1/administration/jobs/runs",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> run(Account account, @RequestBody JobWish wish) {
        var name = wish.name() == null ? "" : wish.name();
        var instance = wish.instance() == null ? "" : wish.instance();
        if (!jobs.hurry(account, name, instance)) {
            throw Problem.refused("No job '" + name + "', '" + instance + "' waits.");
        }
        return Map.of("state", "waiting");
    }

    @GetMapping("/api/v1/administration/settings")
    Map<String, List<SettingsInForce.Setting>> settings() {
        return Map.of("settings", settings.all());
    }
}
