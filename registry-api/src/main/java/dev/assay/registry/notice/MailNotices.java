package dev.assay.registry.notice;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.notice.Notice;
import dev.assay.inventory.notice.NoticeEvent;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sends plain e-mail: to addresses of the settings, and to people whose login is an address. */
final class MailNotices implements Sender {

    private static final Set<Role> REVIEWERS =
            Set.of(Role.SECURITY, Role.DATA_PROTECTION, Role.PROCUREMENT, Role.SYSTEM_OWNER);
    private static final String PATIENCE_MILLIS = "15000";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final NoticeSettings.Mail settings;
    private final AccountStore accounts;
    private final ReleaseStore releases;
    private final ReviewStore reviews;

    MailNotices(
            NoticeSettings.Mail settings,
            AccountStore accounts,
            ReleaseStore releases,
            ReviewStore reviews) {
        this.settings = settings;
        this.accounts = accounts;
        this.releases = releases;
        this.reviews = reviews;
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding("UTF-8");
        var properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(settings.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(settings.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        if (settings.username() != null) {
            sender.setUsername(settings.username());
            sender.setPassword(settings.password());
            properties.setProperty("mail.smtp.auth", "true");
        }
    }

    @Override
    public String channel() {
        return "mail";
    }

    @Override
    public List<String> targets(Notice notice) {
        var targets = new LinkedHashSet<>(settings.to());
        accounts.all().stream()
                .filter(each -> !each.disabled() && each.login().indexOf('@') > 0)
                .filter(each -> concerns(notice, each))
                .map(Account::login)
                .forEach(targets::add);
        return List.copyOf(targets);
    }

    /**
     * Reviewers are told what waits for them, and requesters what became of what they asked for.
     */
    private boolean concerns(Notice notice, Account account) {
        return notice.event() != NoticeEvent.DECIDED
                        && account.roles().stream().anyMatch(REVIEWERS::contains)
                || hasAsked(notice, account);
    }

    private boolean hasAsked(Notice notice, Account account) {
        return notice.subject().startsWith("pkg:")
                && releases.find(Purl.parse(notice.subject())).stream()
                        .flatMap(release -> reviews.requests(release.id()).stream())
                        .anyMatch(request -> request.requesterId().equals(account.id()));
    }

    @Override
    public void send(String target, Message message) throws UndeliveredException {
        var mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(target);
        // A line break in a subject would begin another header.
        mail.setSubject("[Assay] " + message.title().replaceAll("\\s+", " "));
        mail.setText(
                message.title()
                        + "\n\n"
                        + message.text()
                        + (message.link() == null ? "" : "\n\n" + message.link())
                        + "\n");
        try {
            sender.send(mail);
        } catch (MailException e) {
            throw new UndeliveredException(String.valueOf(e.getMessage()));
        }
    }
}
