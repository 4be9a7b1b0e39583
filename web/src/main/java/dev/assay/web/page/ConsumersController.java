package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grantable;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.consumer.ProfileChanges;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Reviewers;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** Who uses servers, and which tools they are granted. */
@Controller("consumerPages")
final class ConsumersController {

    private static final ConsumersView.Form NOTHING_WRITTEN =
            new ConsumersView.Form("", "", "", Stage.SANDBOX.words(), "", "");
    private static final ConsumerView.Form NOTHING_ASKED =
            new ConsumerView.Form("", Stage.SANDBOX.words(), "", "");

    private final Consumers consumers;
    private final Grants grants;
    private final Grantable grantable;
    private final ProfileChanges profiles;
    private final GrantRows rows;
    private final AccountStore accounts;
    private final People people;

    ConsumersController(
            Consumers consumers,
            Grants grants,
            Grantable grantable,
            ProfileChanges profiles,
            GrantRows rows,
            AccountStore accounts,
            People people) {
        this.consumers = consumers;
        this.grants = grants;
        this.grantable = grantable;
        this.profiles = profiles;
        this.rows = rows;
        this.accounts = accounts;
        this.people = people;
    }

    @GetMapping("/consumers")
    String all(Account account, Model model) {
        return show(account, NOTHING_WRITTEN, null, model);
    }

    @PostMapping("/consumers")
    String add(
            Account account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String identity,
            @RequestParam(defaultValue = "") String profile,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        var form = new Consumers.Form(name, purpose, owner, stage(stage), identity, profile);
        return switch (consumers.add(account, form)) {
            case Deed.Done<Consumer>(var added) -> {
                told.addFlashAttribute("told", added.name() + " is on record.");
                yield "redirect:/consumers/" + added.id();
            }
            case Deed.Refused<Consumer>(var why) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield show(
                        account,
                        new ConsumersView.Form(name, purpose, owner, stage, identity, profile),
                        why,
                        model);
            }
        };
    }

    @GetMapping("/consumers/{id}")
    String one(Account account, @PathVariable String id, Model model) {
        return show(account, consumer(id), NOTHING_ASKED, null, model);
    }

    @PostMapping("/consumers/{id}/grants")
    String ask(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String tool,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        var consumer = consumer(id);
        var written = new ConsumerView.Form(tool, environment, days, reason);
        var parts = tool.split(" ", 2);
        var release = Id.parse(parts[0]);
        if (release.isEmpty() || parts.length < 2) {
            return refused(account, consumer, written, "choose a tool", response, model);
        }
        Integer wanted;
        try {
            wanted = days.isBlank() ? null : Integer.valueOf(days.strip());
        } catch (NumberFormatException e) {
            return refused(
                    account, consumer, written, "write days as a whole number", response, model);
        }
        var wish = new Grants.Wish(release.get(), parts[1], stage(environment), wanted, reason);
        return switch (grants.ask(account, consumer.id(), wish)) {
            case Deed.Done<Grant>(var asked) -> {
                told.addFlashAttribute(
                        "told",
                        asked.tool()
                                + " is asked for. "
                                + (asked.needsTwo()
                                        ? "It takes two people, one of them security."
                                        : "Security or a system owner grants it."));
                yield "redirect:/consumers/" + consumer.id();
            }
            case Deed.Refused<Grant>(var why) ->
                    refused(account, consumer, written, why, response, model);
        };
    }

    @PostMapping("/consumers/{id}/owner")
    String handOver(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String owner,
            RedirectAttributes told) {
        var consumer = consumer(id);
        after(consumers.handOver(account, consumer.id(), owner), "It is handed over.", told);
        return "redirect:/consumers/" + consumer.id();
    }

    @PostMapping("/consumers/{id}/profile")
    String profile(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String profile,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var consumer = consumer(id).id();
        switch (kind) {
            case "change" -> {
                var deed = profiles.change(account, consumer, profile, reason);
                var waits = profiles.waiting(consumer).isPresent();
                after(deed, waits ? "It is asked for." : "It holds at once.", told);
            }
            case "grant" ->
                    after(
                            profiles.grant(account, consumer, reason),
                            "Your word is on record.",
                            told);
            case "refuse" -> after(profiles.refuse(account, consumer, reason), "Refused.", told);
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return "redirect:/consumers/" + consumer;
    }

    @PostMapping("/consumers/{id}/retirement")
    String retire(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var consumer = consumer(id);
        after(consumers.retire(account, consumer.id(), reason), "It is retired.", told);
        return "redirect:/consumers/" + consumer.id();
    }

    @PostMapping("/grants/{id}/decisions")
    String decide(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String days,
            RedirectAttributes told) {
        var grant =
                Id.parse(id)
                        .flatMap(grants::find)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var wanted = days.strip().matches("[0-9]{1,5}") ? Integer.valueOf(days.strip()) : null;
        switch (kind) {
            case "grant" ->
                    after(
                            grants.grant(account, grant.id(), reason, wanted),
                            "Your word is on record.",
                            told);
            case "refuse" -> after(grants.refuse(account, grant.id(), reason), "Refused.", told);
            case "revoke" ->
                    after(grants.revoke(account, grant.id(), reason), "Revoked, at once.", told);
            case "shorten" ->
                    after(
                            grants.shorten(account, grant.id(), wanted == null ? 0 : wanted),
                            "It ends earlier.",
                            told);
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return "redirect:/consumers/" + grant.consumerId();
    }

    private static void after(Deed<?> deed, String done, RedirectAttributes told) {
        switch (deed) {
            case Deed.Done<?> it -> told.addFlashAttribute("told", done);
            case Deed.Refused<?>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
    }

    private String refused(
            Account account,
            Consumer consumer,
            ConsumerView.Form form,
            String why,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return show(account, consumer, form, why, model);
    }

    private String show(
            Account account, ConsumersView.Form form, @Nullable String problem, Model model) {
        var all = consumers.all();
        model.addAttribute(
                "view",
                new ConsumersView(
                        all.stream().map(this::row).toList(),
                        rows.waitingFor(account),
                        form,
                        owners(),
                        Consumers.mayAsk(account),
                        ExceptionsController.flash(model, "told"),
                        said(problem, model)));
        return "consumers";
    }

    private List<String> owners() {
        return accounts.all().stream()
                .filter(each -> !each.disabled() && !each.id().equals(Account.POLICY))
                .map(Account::login)
                .toList();
    }

    private ConsumersView.Row row(Consumer consumer) {
        var its = grants.of(consumer.id());
        var granted = its.stream().filter(each -> each.state() == Grant.State.GRANTED).count();
        var waits = its.stream().filter(each -> each.state() == Grant.State.ASKED).count();
        return new ConsumersView.Row(
                "/consumers/" + consumer.id(),
                consumer.name(),
                consumer.purpose(),
                people.name(consumer.ownerId()),
                consumer.stage().words(),
                consumer.profile(),
                consumer.isRetired(),
                (granted == 0 ? "no tool" : granted == 1 ? "1 tool" : granted + " tools")
                        + (waits == 0 ? "" : ", " + waits + " asked for"));
    }

    private String show(
            Account account,
            Consumer consumer,
            ConsumerView.Form form,
            @Nullable String problem,
            Model model) {
        var its = grants.of(consumer.id());
        var isIts = consumer.ownerId().equals(account.id()) || Reviewers.isOne(account);
        model.addAttribute(
                "view",
                new ConsumerView(
                        consumer.id().value(),
                        consumer.name(),
                        consumer.purpose(),
                        people.name(consumer.ownerId()),
                        consumer.stage().words(),
                        consumer.identity(),
                        ProfileView.of(consumer, profiles.waiting(consumer.id()), people, account),
                        people.name(consumer.addedBy()) + ", " + Words.day(consumer.addedAt()),
                        consumer.isRetired(),
                        in(its, account, Grant.State.ASKED),
                        in(its, account, Grant.State.GRANTED),
                        in(
                                its,
                                account,
                                Grant.State.REFUSED,
                                Grant.State.REVOKED,
                                Grant.State.EXPIRED),
                        servers(consumer),
                        form,
                        Consumers.mayAsk(account) && !consumer.isRetired(),
                        isIts && !consumer.isRetired(),
                        owners(),
                        ExceptionsController.flash(model, "told"),
                        said(problem, model)));
        return "consumer";
    }

    private List<GrantRow> in(List<Grant> all, Account reader, Grant.State... states) {
        return rows.of(
                all.stream().filter(each -> List.of(states).contains(each.state())).toList(),
                reader);
    }

    private List<ConsumerView.Server> servers(Consumer consumer) {
        var byServer = new LinkedHashMap<String, List<ConsumerView.Choice>>();
        for (var each : grantable.tools(consumer)) {
            var purl = each.release().purl();
            byServer.computeIfAbsent(
                            purl.packageName() + " " + purl.exactVersion(),
                            name -> new ArrayList<>())
                    .add(
                            new ConsumerView.Choice(
                                    each.release().id() + " " + each.entry().name(),
                                    each.entry().name() + ", " + each.entry().toolClass().words()));
        }
        return byServer.entrySet().stream()
                .map(each -> new ConsumerView.Server(each.getKey(), each.getValue()))
                .toList();
    }

    private static @Nullable String said(@Nullable String problem, Model model) {
        return problem == null
                ? ExceptionsController.flash(model, "bad")
                : ReleaseController.sentence(problem);
    }

    private Consumer consumer(String id) {
        return Id.parse(id)
                .flatMap(consumers::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** What a form leaves out or makes up goes least far. */
    private static Stage stage(String words) {
        return Arrays.stream(Stage.values())
                .filter(each -> each.words().equals(words))
                .findFirst()
                .orElse(Stage.SANDBOX);
    }
}
