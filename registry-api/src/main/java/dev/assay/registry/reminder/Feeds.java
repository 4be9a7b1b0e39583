package dev.assay.registry.reminder;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.task.FeedStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * People's calendars, each under an address with 256 random bits that nobody guesses and its owner
 * can end. A calendar program signs in nowhere, so the address is all it has.
 */
public final class Feeds {

    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST_TOKEN = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FeedStore feeds;
    private final AccountStore accounts;
    private final TaskStore tasks;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final @Nullable URI pages;
    private final Clock clock;

    /**
     * @param pages where people find the pages, with a slash at its end; null where nobody said
     */
    Feeds(
            FeedStore feeds,
            AccountStore accounts,
            TaskStore tasks,
            AuditTrail audit,
            Deeds deeds,
            @Nullable URI pages,
            Clock clock) {
        this.feeds = feeds;
        this.accounts = accounts;
        this.tasks = tasks;
        this.audit = audit;
        this.deeds = deeds;
        this.pages = pages;
        this.clock = clock;
    }

    public boolean has(Account account) {
        return feeds.has(account.id());
    }

    /** A new token for somebody's calendar, told this once; the one before ends. */
    public String renew(Account account) {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        deeds.run(
                () -> {
                    feeds.revoke(account.id());
                    feeds.add(account.id(), digest(token));
                    audit.append(account.login(), "calendar.address-made", account.login(), "");
                });
        return token;
    }

    /** Ends the address of somebody's calendar. */
    public void revoke(Account account) {
        deeds.run(
                () -> {
                    if (feeds.revoke(account.id()) > 0) {
                        audit.append(
                                account.login(), "calendar.address-ended", account.login(), "");
                    }
                });
    }

    /** The calendar that a token opens, as iCalendar; empty where it opens none. */
    public Optional<String> calendar(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return feeds.owner(digest(token))
                .flatMap(accounts::find)
                .filter(account -> !account.disabled())
                .map(this::calendar);
    }

    private String calendar(Account account) {
        var mine = tasks.open().stream().filter(task -> TaskDesk.concerns(account, task)).toList();
        return calendar(mine, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), pages);
    }

    static String calendar(List<Task> tasks, LocalDate today, @Nullable URI pages) {
        var text =
                new CalendarText()
                        .line("BEGIN", "VCALENDAR")
                        .line("VERSION", "2.0")
                        .line("PRODID", "-//Assay//Assay//EN")
                        .line("CALSCALE", "GREGORIAN")
                        .text("X-WR-CALNAME", "Assay");
        for (var task : tasks) {
            text.line("BEGIN", "VEVENT")
                    .line("UID", task.id() + "@assay")
                    .stamp("DTSTAMP", task.openedAt())
                    .day("DTSTART", task.due())
                    .day("DTEND", task.due().plusDays(1))
                    .text("SUMMARY", (task.isOverdue(today) ? "Overdue: " : "") + task.title())
                    .text("DESCRIPTION", task.kind().words() + ": " + task.subject())
                    .line("TRANSP", "TRANSPARENT");
            if (pages != null) {
                text.line("URL", pages.resolve("tasks#task-" + task.id()).toString());
            }
            text.line("END", "VEVENT");
        }
        return text.line("END", "VCALENDAR").toString();
    }

    private static Sha256 digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
