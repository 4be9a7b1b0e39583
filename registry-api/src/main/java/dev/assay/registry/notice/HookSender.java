package dev.assay.registry.notice;

import dev.assay.inventory.notice.Notice;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Posts JSON to addresses of the settings. It follows no redirect. */
final class HookSender implements Sender {

    private static final long LARGEST_ANSWER = 64 << 10;

    /**
     * @param secret what it is signed with; empty for an address that is a secret by itself
     */
    private record Target(URI url, String secret) {}

    private final String channel;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Function<Message, String> body;
    private final UpstreamClient client;
    private final Clock clock;

    private HookSender(
            String channel, Function<Message, String> body, UpstreamClient client, Clock clock) {
        this.channel = channel;
        this.body = body;
        this.client = client;
        this.clock = clock;
    }

    static HookSender webhooks(
            List<NoticeSettings.Webhook> hooks, UpstreamClient client, Clock clock) {
        var sender = new HookSender("webhook", Payloads::webhook, client, clock);
        hooks.forEach(
                each -> sender.targets.put(each.name(), new Target(each.url(), each.secret())));
        return sender;
    }

    static HookSender plain(
            String channel,
            List<NoticeSettings.Hook> hooks,
            Function<Message, String> body,
            UpstreamClient client,
            Clock clock) {
        var sender = new HookSender(channel, body, client, clock);
        hooks.forEach(each -> sender.targets.put(each.name(), new Target(each.url(), "")));
        return sender;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public List<String> targets(Notice notice) {
        return List.copyOf(targets.keySet());
    }

    @Override
    public void send(String name, Message message)
            throws UndeliveredException, InterruptedException {
        var target = targets.get(name);
        if (target == null) {
            throw new UndeliveredException("there is no " + channel + " '" + name + "' any more");
        }
        var text = body.apply(message);
        var headers = new HashMap<>(Payloads.headers());
        if (!target.secret().isEmpty()) {
            var id = "msg_" + message.notice().id();
            var now = clock.instant();
            headers.put("webhook-id", id);
            headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
            headers.put("webhook-signature", Signature.of(target.secret(), id, now, text));
        }
        var request =
                new UpstreamRequest(
                        "POST",
                        target.url(),
                        headers,
                        null,
                        text.getBytes(StandardCharsets.UTF_8),
                        LARGEST_ANSWER);
        // The address of a chat's hook is a secret, so no reason repeats what names it.
        switch (client.send(request)) {
            case UpstreamOutcome.Answered(var status, var answered, var content) -> {
                if (status < 200 || status > 299) {
                    throw new UndeliveredException("it answered " + status);
                }
            }
            case UpstreamOutcome.TooLarge t ->
                    throw new UndeliveredException("its answer is larger than a hook's");
            case UpstreamOutcome.Truncated t ->
                    throw new UndeliveredException("its answer broke off");
            case UpstreamOutcome.Away a ->
                    throw new UndeliveredException("it is not reachable, or too slow");
        }
    }
}
