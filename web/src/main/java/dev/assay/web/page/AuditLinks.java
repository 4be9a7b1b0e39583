package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the things are that events tell of. */
@Component
final class AuditLinks {

    private final ReleaseStore releases;
    private final AccountStore accounts;

    AuditLinks(ReleaseStore releases, AccountStore accounts) {
        this.releases = releases;
        this.accounts = accounts;
    }

    /** For one page and its reader; each subject is looked up once. */
    Known of(Account reader) {
        return new Known(reader);
    }

    final class Known {

        private final boolean administrator;
        private final Map<String, Optional<String>> pages = new HashMap<>();

        private Known(Account reader) {
            this.administrator = reader.has(Role.ADMINISTRATOR);
        }

        /** The page of what an event is about; null where there is none, or not for this reader. */
        @Nullable String to(AuditEvent event) {
            return pages.computeIfAbsent(kind(event) + " " + event.subject(), key -> find(event))
                    .orElse(null);
        }

        private Optional<String> find(AuditEvent event) {
            var subject = event.subject();
            if (subject.startsWith("pkg:")) {
                return release(subject);
            }
            return switch (kind(event)) {
                case "policy" -> Optional.of("/policies");
                case "task", "credential", "calendar" -> Optional.of("/tasks");
                case "audit" -> Optional.of("/audit");
                case "notice" -> administrator ? Optional.of("/notices") : Optional.empty();
                case "account", "token" -> account(subject);
                default -> Optional.empty();
            };
        }

        private Optional<String> release(String subject) {
            try {
                return releases.find(Purl.parse(subject))
                        .map(release -> "/releases/" + release.id());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private Optional<String> account(String login) {
            return administrator
                    ? accounts.find(login).map(found -> "/accounts/" + found.id())
                    : Optional.empty();
        }

        private static String kind(AuditEvent event) {
            var dot = event.action().indexOf('.');
            return dot < 0 ? event.action() : event.action().substring(0, dot);
        }
    }
}
