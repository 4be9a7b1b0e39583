package dev.assay.registry.notice;

import dev.assay.inventory.notice.Delivery;
import dev.assay.inventory.notice.Notice;
import dev.assay.inventory.notice.NoticeStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Purl;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes notices out of the outbox and to everybody, trying again until it gives up. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final int AT_A_TIME = 100;
    private static final List<String> OUTCOMES = List.of("delivered", "failed", "given-up");

    private final NoticeStore notices;
    private final ReleaseStore releases;
    private final Map<String, Sender> senders;
    private final List<Duration> pauses;
    private final @Nullable URI pages;
    private final Deeds deeds;
    private final Clock clock;
    private final MeterRegistry meters;

    Dispatch(
            NoticeStore notices,
            ReleaseStore releases,
            List<Sender> senders,
            List<Duration> pauses,
            @Nullable URI pages,
            Deeds deeds,
            Clock clock,
            MeterRegistry meters) {
        this.notices = notices;
        this.releases = releases;
        this.senders =
                senders.stream().collect(Collectors.toMap(Sender::channel, Function.identity()));
        this.pauses = pauses;
        this.pages = pages;
        this.deeds = deeds;
        this.clock = clock;
        this.meters = meters;
        for (var channel : this.senders.keySet()) {
            for (var outcome : OUTCOMES) {
                deliveries(channel, outcome);
            }
        }
    }

    void run() throws InterruptedException {
        for (var notice : notices.unspread(AT_A_TIME)) {
            deeds.run(() -> spread(notice));
        }
        for (var delivery : notices.due(AT_A_TIME)) {
            deliver(delivery);
        }
    }

    private void spread(Notice notice) {
        for (var sender : senders.values()) {
            sender.targets(notice).forEach(to -> notices.send(notice, sender.channel(), to));
        }
        notices.spread(notice);
    }

    private void deliver(Delivery delivery) throws InterruptedException {
        var sender = senders.get(delivery.channel());
        try {
            if (sender == null) {
                throw new Sender.UndeliveredException(
                        delivery.channel() + " is not set up any more");
            }
            sender.send(delivery.target(), Message.of(delivery.notice(), link(delivery.notice())));
            notices.delivered(delivery.id());
            deliveries(sender.channel(), "delivered").increment();
        } catch (Sender.UndeliveredException e) {
            failed(delivery, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("delivery {} failed unexpectedly", delivery.id(), e);
            failed(delivery, "it failed inside Assay; the log of this moment says more");
        }
    }

    private void failed(Delivery delivery, String problem) {
        if (delivery.tries() >= pauses.size()) {
            LOG.warn(
                    "A notice to {} {} is given up: {}",
                    delivery.channel(),
                    delivery.target(),
                    problem);
            notices.dead(delivery.id(), problem);
            deliveries(delivery.channel(), "given-up").increment();
        } else {
            notices.failed(
                    delivery.id(), problem, clock.instant().plus(pauses.get(delivery.tries())));
            deliveries(delivery.channel(), "failed").increment();
        }
    }

    private Counter deliveries(String channel, String outcome) {
        return Counter.builder("assay.notice.deliveries")
                .description("Attempts to tell somebody; a failed one is tried again")
                .tag("channel", channel)
                .tag("outcome", outcome)
                .register(meters);
    }

    private @Nullable URI link(Notice notice) {
        if (pages == null) {
            return null;
        }
        if (!notice.subject().startsWith("pkg:")) {
            return pages.resolve("tasks");
        }
        return releases.find(Purl.parse(notice.subject()))
                .map(release -> pages.resolve("releases/" + release.id()))
                .orElseGet(() -> pages.resolve("tasks"));
    }
}
