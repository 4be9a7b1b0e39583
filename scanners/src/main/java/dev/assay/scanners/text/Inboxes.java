package dev.assay.scanners.text;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Hosts where the path and not the host says who receives something: webhooks of messengers, bots,
 * forms, buckets. Two such paths are two destinations.
 */
public final class Inboxes {

    /**
     * One service.
     *
     * @param host its name, or {@code .suffix} of its names
     * @param path what the path begins with
     * @param parts how many more parts of the path tell the receiver
     * @param store whether it keeps files rather than messages
     */
    private record Service(String host, String path, int parts, boolean store) {}

    private static final List<Service> SERVICES =
            List.of(
                    new Service("hooks.slack.com", "/services/", 3, false),
                    new Service("hooks.slack.com", "/workflows/", 3, false),
                    new Service("hooks.slack.com", "/triggers/", 3, false),
                    new Service("discord.com", "/api/webhooks/", 1, false),
                    new Service("discordapp.com", "/api/webhooks/", 1, false),
                    new Service("api.telegram.org", "/bot", 1, false),
                    new Service(".webhook.office.com", "/webhookb2/", 1, false),
                    new Service("outlook.office.com", "/webhook/", 1, false),
                    new Service(".logic.azure.com", "/workflows/", 1, false),
                    new Service("chat.googleapis.com", "/v1/spaces/", 1, false),
                    new Service("open.feishu.cn", "/open-apis/bot/v2/hook/", 1, false),
                    new Service("open.larksuite.com", "/open-apis/bot/v2/hook/", 1, false),
                    new Service("hooks.zapier.com", "/hooks/catch/", 2, false),
                    new Service("maker.ifttt.com", "/trigger/", 3, false),
                    new Service("script.google.com", "/macros/s/", 1, false),
                    new Service("docs.google.com", "/forms/d/e/", 1, false),
                    new Service("formspree.io", "/f/", 1, false),
                    new Service("webhook.site", "/", 1, false),
                    new Service("ntfy.sh", "/", 1, false),
                    new Service("storage.googleapis.com", "/", 1, true),
                    new Service("s3.amazonaws.com", "/", 1, true));

    private Inboxes() {}

    /** Host and the part of the path that tells the receiver, or null for all other hosts. */
    public static @Nullable String of(Hosts.Destination to) {
        for (var service : SERVICES) {
            var here =
                    service.host().startsWith(".")
                            ? to.host().endsWith(service.host())
                            : to.host().equals(service.host());
            if (here && to.path().startsWith(service.path())) {
                return receiver(to, service);
            }
        }
        return null;
    }

    private static @Nullable String receiver(Hosts.Destination to, Service service) {
        var rest = to.path().substring(service.path().length());
        var end = 0;
        for (var left = service.parts(); end < rest.length(); end++) {
            var c = rest.charAt(end);
            // What follows a colon or an at sign is the key to the inbox, not its name.
            if (c == '?' || c == ':' || c == '@' || c == '/' && --left == 0) {
                break;
            }
        }
        var id = rest.substring(0, end);
        return id.isEmpty() || id.startsWith("{}") ? null : to.host() + service.path() + id;
    }
}
