package dev.assay.scanners.delta.rule;

import static java.util.Map.entry;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.publisher.Publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The accounts stayed, and their mail goes elsewhere: whoever reads it can have passwords sent
 * there. A domain that ran out and was bought by somebody else is not told by this, for it keeps
 * its name.
 */
final class MailDomainRule implements PublisherRule {

    /**
     * Where everybody can have an address, so that none of them says who somebody is; by the name
     * of the provider, for one account may write it in several ways. Only very large ones.
     */
    private static final Map<String, String> PROVIDERS =
            Map.ofEntries(
                    entry("126.com", "NetEase"),
                    entry("163.com", "NetEase"),
                    entry("aol.com", "AOL"),
                    entry("fastmail.com", "Fastmail"),
                    entry("gmail.com", "Google"),
                    entry("gmx.de", "GMX"),
                    entry("gmx.net", "GMX"),
                    entry("googlemail.com", "Google"),
                    entry("hey.com", "HEY"),
                    entry("hotmail.com", "Microsoft"),
                    entry("icloud.com", "Apple"),
                    entry("live.com", "Microsoft"),
                    entry("mac.com", "Apple"),
                    entry("mail.ru", "Mail.ru"),
                    entry("me.com", "Apple"),
                    entry("msn.com", "Microsoft"),
                    entry("outlook.com", "Microsoft"),
                    entry("pm.me", "Proton"),
                    entry("proton.me", "Proton"),
                    entry("protonmail.com", "Proton"),
                    entry("qq.com", "Tencent"),
                    entry("web.de", "WEB.DE"),
                    entry("yahoo.com", "Yahoo"),
                    entry("yandex.com", "Yandex"),
                    entry("yandex.ru", "Yandex"));

    @Override
    public String id() {
        return "mail-domain";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var own = publishing.publication().orElse(null);
        var earlier = publishing.earlier();
        if (own == null || earlier.isEmpty()) {
            return List.of();
        }
        var change = publishing.change();
        var judgements = new ArrayList<Judgement>();
        account(own, earlier, change, judgements);
        var then = publishing.compared().orElse(earlier.getLast());
        maintainers(own, then, change, judgements);
        return judgements;
    }

    /** By all that the account published before, so that one who has two addresses is no news. */
    private void account(
            Publication own, List<Publication> earlier, Change change, List<Judgement> judgements) {
        var now = own.accountDomain();
        var account = own.account();
        if (now == null || account == null) {
            return;
        }
        var known = new ArrayList<String>();
        for (var each : earlier) {
            if (account.equals(each.account()) && each.accountDomain() != null) {
                known.add(each.accountDomain());
            }
        }
        if (known.isEmpty() || known.stream().anyMatch(each -> isSame(each, now))) {
            return;
        }
        judgements.add(
                judgement(
                        change,
                        isProvider(known.getLast()) ? Severity.MEDIUM : Severity.HIGH,
                        now,
                        "Published by "
                                + account
                                + " as before, whose mail goes to "
                                + now
                                + " now, before to "
                                + known.getLast()));
    }

    /** Of those in charge; what was told of the publishing account is not told again. */
    private void maintainers(
            Publication own, Publication then, Change change, List<Judgement> judgements) {
        var told = judgements.stream().map(Judgement::value).toList();
        var came =
                own.domains().stream()
                        .filter(each -> !told.contains(each))
                        .filter(each -> then.domains().stream().noneMatch(old -> isSame(old, each)))
                        .toList();
        if (then.domains().isEmpty() || came.isEmpty()) {
            return;
        }
        var samePeople = then.maintainers().containsAll(own.maintainers());
        judgements.add(
                judgement(
                        change,
                        samePeople && !came.stream().allMatch(MailDomainRule::isProvider)
                                ? Severity.MEDIUM
                                : Severity.LOW,
                        String.join(", ", came),
                        (samePeople
                                        ? "Mail of the same maintainers goes to "
                                        : "Mail of those who may publish it now goes to ")
                                + String.join(", ", came)
                                + ", before to "
                                + String.join(", ", then.domains())));
    }

    private static boolean isSame(String one, String other) {
        return one.equals(other)
                || isProvider(one) && Objects.equals(PROVIDERS.get(one), PROVIDERS.get(other));
    }

    private static boolean isProvider(String domain) {
        return PROVIDERS.containsKey(domain);
    }
}
