package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.ProfileWish;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grantable;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.consumer.ProfileChanges;
import dev.assay.registry.workflow.Deed;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Consumers, and the tools they are granted. */
@RestController
final class ConsumersController {

    private final Consumers consumers;
    private final Grants grants;
    private final Grantable grantable;
    private final ProfileChanges profiles;
    private final AccountStore accounts;

    ConsumersController(
            Consumers consumers,
            Grants grants,
            Grantable grantable,
            ProfileChanges profiles,
            AccountStore accounts) {
        this.consumers = consumers;
        this.grants = grants;
        this.grantable = grantable;
        this.profiles = profiles;
        this.accounts = accounts;
    }

    /**
     * @param hindrance why a grant that holds cannot be used at the moment, or null
     */
    record GrantDocument(
            Id id,
            Id consumer,
            String server,
            Id release,
            String tool,
            String toolClass,
            String environment,
            String state,
            String reason,
            int days,
            boolean needsTwo,
            String askedBy,
            Instant askedAt,
            @Nullable String agreedBy,
            @Nullable String grantedBy,
            @Nullable Instant grantedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            @Nullable String endReason,
            @Nullable String hindrance) {}

    record ConsumerDocument(
            Id id,
            String name,
            String purpose,
            String owner,
            String stage,
            String identity,
            String profile,
            @Nullable WishedProfile wishedProfile,
            Instant addedAt,
            @Nullable Instant retiredAt,
            List<GrantDocument> grants) {}

    /** A wider profile that waits for people. */
    record WishedProfile(
            String profile,
            String reason,
            String askedBy,
            Instant askedAt,
            boolean needsTwo,
            @Nullable String agreedBy) {}

    record ProfileChange(@Nullable String profile, @Nullable String reason) {}

    record ProfileDecision(@Nullable String kind, @Nullable String reason) {}

    record ConsumerWish(
            @Nullable String name,
            @Nullable String purpose,
            @Nullable String owner,
            @Nullable String stage,
            @Nullable String identity,
            @Nullable String profile) {}

    record GrantWish(
            @Nullable String release,
            @Nullable String tool,
            @Nullable String environment,
            @Nullable Integer days,
            @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    record Owner(@Nullable String owner) {}

    record GrantDecision(@Nullable String kind, @Nullable String reason, @Nullable Integer days) {}

    @GetMapping("/api/v1/consumers")
    Map<String, List<ConsumerDocument>> list() {
        return Map.of("consumers", consumers.all().stream().map(this::document).toList());
    }

    @GetMapping("/api/v1/consumers/{id}")
    ConsumerDocument one(@PathVariable String id) {
        return document(consumer(id));
    }

    @PostMapping(path = "/api/v1/consumers", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConsumerDocument> add(Account account, @RequestBody ConsumerWish wish) {
        var form =
                new Consumers.Form(
                        given(wish.name()),
                        given(wish.purpose()),
                        given(wish.owner()),
                        stage("stage", wish.stage()),
                        given(wish.identity()),
                        given(wish.profile()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(document(done(consumers.add(account, form))));
    }

    @PostMapping(
            path = "/api/v1/consumers/{id}/retirement",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ConsumerDocument retire(Account account, @PathVariable String id, @RequestBody Reason reason) {
        return document(done(consumers.retire(account, consumer(id).id(), given(reason.reason()))));
    }

    @PostMapping(path = "/api/v1/consumers/{id}/owner", consumes = MediaType.APPLICATION_JSON_VALUE)
    ConsumerDocument handOver(Account account, @PathVariable String id, @RequestBody Owner owner) {
        return document(done(consumers.handOver(account, consumer(id).id(), given(owner.owner()))));
    }

    @PostMapping(
            path = "/api/v1/consumers/{id}/profile",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ConsumerDocument profile(
            Account account, @PathVariable String id, @RequestBody ProfileChange change) {
        return document(
                done(
                        profiles.change(
                                account,
                                consumer(id).id(),
                                given(change.profile()),
                                given(change.reason()))));
    }

    @PostMapping(
            path = "/api/v1/consumers/{id}/profile-decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ConsumerDocument decideProfile(
            Account account, @PathVariable String id, @RequestBody ProfileDecision decision) {
        var consumer = consumer(id).id();
        var reason = given(decision.reason());
        return document(
                done(
                        switch (given(decision.kind())) {
                            case "grant" -> profiles.grant(account, consumer, reason);
                            case "refuse" -> profiles.refuse(account, consumer, reason);
                            default ->
                                    throw Problem.invalid(
                                            "'"
                                                    + given(decision.kind())
                                                    + "' is no value of 'kind'.",
                                            "Use one of grant, refuse.");
                        }));
    }

    @PostMapping(
            path = "/api/v1/consumers/{id}/grants",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<GrantDocument> ask(
            Account account, @PathVariable String id, @RequestBody GrantWish wish) {
        var release =
                Id.parse(given(wish.release()))
                        .orElseThrow(
                                () ->
                                        Problem.invalid(
                                                "'release' is no id.",
                                                "Name an approved release that offers the tool."));
        var asked =
                grants.ask(
                        account,
                        consumer(id).id(),
                        new Grants.Wish(
                                release,
                                given(wish.tool()),
                                stage("environment", wish.environment()),
                                wish.days(),
                                given(wish.reason())));
        return ResponseEntity.status(HttpStatus.CREATED).body(document(done(asked)));
    }

    @PostMapping(
            path = "/api/v1/grants/{id}/decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    GrantDocument decide(
            Account account, @PathVariable String id, @RequestBody GrantDecision decision) {
        var grant =
                Id.parse(id)
                        .flatMap(grants::find)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No grant has the id '" + id + "'.",
                                                "GET /api/v1/consumers lists them."))
                        .id();
        var reason = given(decision.reason());
        var days = decision.days();
        return document(
                done(
                        switch (given(decision.kind())) {
                            case "grant" -> grants.grant(account, grant, reason, days);
                            case "refuse" -> grants.refuse(account, grant, reason);
                            case "revoke" -> grants.revoke(account, grant, reason);
                            case "shorten" ->
                                    grants.shorten(account, grant, days == null ? 0 : days);
                            default ->
                                    throw Problem.invalid(
                                            "'"
                                                    + given(decision.kind())
                                                    + "' is no value of 'kind'.",
                                            "Use one of grant, refuse, revoke, shorten.");
                        }));
    }

    private Consumer consumer(String id) {
        return Id.parse(id)
                .flatMap(consumers::find)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No consumer has the id '" + id + "'.",
                                        "GET /api/v1/consumers lists those there are."));
    }

    private ConsumerDocument document(Consumer consumer) {
        return new ConsumerDocument(
                consumer.id(),
                consumer.name(),
                consumer.purpose(),
                login(consumer.ownerId()),
                Words.of(consumer.stage()),
                consumer.identity(),
                consumer.profile(),
                profiles.waiting(consumer.id()).map(this::document).orElse(null),
                consumer.addedAt(),
                consumer.retiredAt(),
                grants.of(consumer.id()).stream().map(this::document).toList());
    }

    private WishedProfile document(ProfileWish wish) {
        var first = wish.firstBy();
        return new WishedProfile(
                wish.wanted(),
                wish.reason(),
                login(wish.askerId()),
                wish.askedAt(),
                wish.needsTwo(),
                first == null ? null : login(first));
    }

    private GrantDocument document(Grant grant) {
        var first = grant.first();
        var given = grant.given();
        var ending = grant.ending();
        return new GrantDocument(
                grant.id(),
                grant.consumerId(),
                grant.packagePurl().toString(),
                grant.releaseId(),
                grant.tool(),
                Words.of(grant.toolClass()),
                Words.of(grant.environment()),
                Words.of(grant.state()),
                grant.reason(),
                grant.days(),
                grant.needsTwo(),
                login(grant.askerId()),
                grant.askedAt(),
                first == null ? null : login(first.by()),
                given == null ? null : login(given.by()),
                given == null ? null : given.at(),
                given == null ? null : given.until(),
                ending == null ? null : ending.at(),
                ending == null || ending.by() == null ? null : login(ending.by()),
                ending == null ? null : ending.reason(),
                grant.state() == Grant.State.GRANTED
                        ? grantable.hindrance(grant).orElse(null)
                        : null);
    }

    private static Stage stage(String field, @Nullable String word) {
        return Words.parse(Stage.class, field, given(word));
    }

    private static <T> T done(Deed<T> deed) {
        return switch (deed) {
            case Deed.Done<T>(var result) -> result;
            case Deed.Refused<T>(var why) -> throw Problem.refused(why);
        };
    }

    private String login(Id account) {
        return accounts.find(account).map(Account::login).orElse("unknown");
    }

    private static String given(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
