package dev.assay.registry.reach;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.fetchlog.FetchRecordStore;
import dev.assay.inventory.fetchlog.FetchSum;
import dev.assay.inventory.fetchlog.Shipping;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.registry.record.RecordReader;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tells what a release reached. */
public final class Reaches {

    private static final int MOST_CALLERS = 1000;
    private static final String TOKEN = "token:";

    private final Shipping shipping;
    private final FetchRecordStore fetches;
    private final RecordReader records;
    private final TokenStore tokens;
    private final AccountStore accounts;

    Reaches(
            Shipping shipping,
            FetchRecordStore fetches,
            RecordReader records,
            TokenStore tokens,
            AccountStore accounts) {
        this.shipping = shipping;
        this.fetches = fetches;
        this.records = records;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    /**
     * Brings this node's fetches over first, so that whoever just revoked a release is told of the
     * last one as well.
     *
     * @param skip how many of the newest fetches to leave out
     * @param most how many to tell one by one
     */
    public Reach of(Release release, int skip, int most) throws InterruptedException {
        var complete = shipping.shipAll();
        var purl = release.purl();
        var record = records.now(Servers.id(purl.withVersion(null))).map(KeptRecord::record);
        return new Reach(
                fetches.count(release.id(), purl),
                complete,
                fetches.sums(release.id(), purl, MOST_CALLERS).stream().map(this::caller).toList(),
                fetches.of(release.id(), purl, skip, most),
                record.map(each -> each.itself().value(Field.SERVER_DATA_SUBJECTS))
                        .orElseGet(() -> Value.unknown("the server has no record")),
                record.map(Reaches::dataClasses).orElse(List.of()),
                record.map(Reaches::systems).orElse(List.of()));
    }

    private Reach.Caller caller(FetchSum sum) {
        var token =
                sum.caller().startsWith(TOKEN)
                        ? Id.parse(sum.caller().substring(TOKEN.length()))
                                .flatMap(tokens::find)
                                .orElse(null)
                        : null;
        return new Reach.Caller(
                sum,
                token == null ? null : token.name(),
                token == null
                        ? null
                        : accounts.find(token.owner()).map(Account::login).orElse(null));
    }

    private static List<String> dataClasses(ServerRecord record) {
        return known(
                Stream.of(
                                record.each(Subject.TOOL).map(each -> each.value(Field.TOOL_DATA)),
                                record.each(Subject.SYSTEM)
                                        .map(each -> each.value(Field.SYSTEM_DATA)),
                                record.each(Subject.DESTINATION)
                                        .map(each -> each.value(Field.DESTINATION_DATA)))
                        .flatMap(each -> each));
    }

    private static List<String> systems(ServerRecord record) {
        return known(
                Stream.of(
                                record.each(Subject.SYSTEM)
                                        .map(each -> each.value(Field.SYSTEM_NAME)),
                                record.each(Subject.TOOL)
                                        .map(each -> each.value(Field.TOOL_SYSTEM)),
                                Stream.of(
                                        record.itself().value(Field.SERVER_SYSTEMS),
                                        record.itself().value(Field.SERVER_SYSTEMS_DETAIL)))
                        .flatMap(each -> each));
    }

    private static List<String> known(Stream<Value> values) {
        var words = new TreeSet<String>();
        values.filter(Value::isKnown).forEach(each -> words.addAll(each.words()));
        return List.copyOf(words);
    }
}
