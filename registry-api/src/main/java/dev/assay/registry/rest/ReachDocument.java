package dev.assay.registry.rest;

import dev.assay.inventory.fetchlog.FetchRecord;
import dev.assay.inventory.store.Id;
import dev.assay.registry.reach.Reach;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What a release reached. */
record ReachDocument(
        long total,
        boolean complete,
        List<Caller> callers,
        List<Fetch> fetches,
        List<String> dataSubjects,
        List<String> dataClasses,
        List<String> systems) {

    /**
     * @param caller {@code token:ID}, {@code workload:NAME} or {@code anonymous}
     */
    record Caller(
            String caller,
            @Nullable String token,
            @Nullable String owner,
            String stage,
            long times,
            Instant first,
            Instant last) {}

    /**
     * @param node whose log it is from, and {@code sequence} its number there
     * @param release the approved release that it was given for
     * @param from a word for where the caller's address lies; the address is not kept
     */
    record Fetch(
            Id node,
            long sequence,
            Instant at,
            String caller,
            String stage,
            Id release,
            String purl,
            String sha256,
            String from,
            String outcome) {

        static Fetch of(FetchRecord record) {
            var fetch = record.fetch();
            return new Fetch(
                    record.node(),
                    record.sequence(),
                    fetch.at(),
                    fetch.caller(),
                    Words.of(fetch.stage()),
                    fetch.release(),
                    fetch.purl().toString(),
                    fetch.sha256().hex(),
                    fetch.from().word(),
                    fetch.outcome().word());
        }
    }

    static ReachDocument of(Reach reach) {
        return new ReachDocument(
                reach.total(),
                reach.complete(),
                reach.callers().stream()
                        .map(
                                each ->
                                        new Caller(
                                                each.sum().caller(),
                                                each.token(),
                                                each.owner(),
                                                Words.of(each.sum().stage()),
                                                each.sum().times(),
                                                each.sum().firstAt(),
                                                each.sum().lastAt()))
                        .toList(),
                reach.fetches().stream().map(Fetch::of).toList(),
                reach.dataSubjects().words(),
                reach.dataClasses(),
                reach.systems());
    }
}
