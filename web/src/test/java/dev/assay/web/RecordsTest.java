package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.run.RunState;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.registry.record.RecordReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;

/** The record of a server is made of what is on record, and each value says how it is known. */
@RunningAssay
class RecordsTest {

    @Autowired Installation installation;
    @Autowired RecordReader records;
    @Autowired StatedValueStore stated;
    @Autowired RunStore runs;
    @Autowired TransactionTemplate transactions;

    private Account requester;
    private Purl purl;
    private Id server;
    private Review review;

    @BeforeEach
    void aServer() throws Exception {
        requester = installation.account(Role.REQUESTER);
        purl = installation.somePackage();
        server = Servers.id(purl);
        review =
                installation.inReview(
                        purl,
                        requester,
                        List.of("api.example.com"),
                        List.of(
                                SomeFindings.destination(
                                        purl.toString(), "us.i.posthog.com", Severity.HIGH)));
    }

    @Test
    void whatWasSeenRunningIsOfTheNewestRunThatCameToSomething() {
        assertThat(release().value(Field.RELEASE_RUN)).isEqualTo(Value.unknown("it was not run"));

        var listed = Sha256.of(new byte[] {1});
        var said = "seen running: 2 of 3 tools reached";
        ran(new RunResult(RunState.DRIVEN, said, 3, 3, 2, "in a cell", listed, null, null));

        assertThat(release().value(Field.RELEASE_RUN))
                .isEqualTo(Value.verified(said, null, List.of("driven")));
        assertThat(release().text(Field.RELEASE_LISTED)).isEqualTo(listed.hex());

        ran(RunResult.notRun(RunState.SWITCHED_OFF, "no server is run here", null));

        assertThat(release().value(Field.RELEASE_RUN))
                .isEqualTo(Value.unknown("no server is run here"));
        assertThat(release().value(Field.RELEASE_LISTED).isKnown()).isFalse();
    }

    private void ran(RunResult result) {
        runs.keep(installation.release(review).id(), result);
        touch();
    }

    private Entry release() {
        return now().find(Subject.RELEASE, "1.0.0").orElseThrow();
    }

    @Test
    void everyValueSaysHowItIsKnown() {
        var record = now();
        var itself = record.itself();

        assertThat(itself.value(Field.SERVER_PURPOSE).provenance()).isEqualTo(Provenance.STATED);
        assertThat(itself.text(Field.SERVER_PURPOSE)).isEqualTo("to answer mail");
        assertThat(itself.value(Field.SERVER_PURPOSE).source())
                .isEqualTo(requester.login() + " in the request for 1.0.0");
        assertThat(itself.text(Field.SERVER_OWNER)).isEqualTo("Team Post");
        assertThat(itself.text(Field.SERVER_DATA_SUBJECTS)).isEqualTo("nobody");
        assertThat(itself.text(Field.SERVER_SPECIAL)).isEqualTo("no");
        assertThat(itself.text(Field.SERVER_FINDINGS)).isEqualTo("1");
        assertThat(itself.value(Field.SERVER_VULNERABILITIES).source())
                .isEqualTo("nothing of it is served");
        assertThat(itself.value(Field.SERVER_PUBLISHER).isKnown()).isFalse();
        assertThat(itself.value(Field.SERVER_COUNTRY).isKnown()).isFalse();

        var release = record.find(Subject.RELEASE, "1.0.0").orElseThrow();
        assertThat(release.value(Field.RELEASE_DIGEST).provenance()).isEqualTo(Provenance.VERIFIED);
        assertThat(release.value(Field.RELEASE_SIGNATURES).source())
                .isEqualTo("its signatures were not looked at");
        assertThat(release.text(Field.RELEASE_PACKAGES)).isEqualTo("2");
        assertThat(release.text(Field.RELEASE_FINDINGS)).isEqualTo("1 high");

        var host = record.find(Subject.DESTINATION, "api.example.com").orElseThrow();
        assertThat(host.text(Field.DESTINATION_DECLARED)).isEqualTo("yes");
        assertThat(host.value(Field.DESTINATION_OBSERVED).isKnown()).isFalse();
    }

    @Test
    void theSameRecordsMakeTheSameDocument() throws Exception {
        var first = settled();
        var history = records.history(server, null, 10);
        touch();
        var again = kept();
        assertThat(again).isEqualTo(first);
        assertThat(records.history(server, null, 10)).isEqualTo(history);
        assertThat(first.digest()).isEqualTo(RecordJson.digest(RecordJson.write(first.record())));
    }

    @Test
    void whatPeopleStateIsThereAndWhatAssayVerifiedStands() {
        var before = kept();
        say(Field.SERVER_COUNTRY, "", List.of("GB"));
        say(Field.DESTINATION_COUNTRY, "api.example.com", List.of("US"));
        say(Field.DESTINATION_COUNTRY, "later.example.com", List.of("US"));
        say(Field.SYSTEM_KIND, "the mail system", List.of("production"));
        say(Field.TOOL_SURFACE, "no_such_tool", List.of("view"));
        var after = kept();
        var record = after.record();

        assertThat(record.itself().value(Field.SERVER_COUNTRY).source())
                .isEqualTo(requester.login() + ": a test");
        assertThat(record.itself().text(Field.SERVER_LEAVES_UK)).isEqualTo("yes");
        var later = record.find(Subject.DESTINATION, "later.example.com").orElseThrow();
        assertThat(later.text(Field.DESTINATION_DECLARED)).isEqualTo("no");
        assertThat(record.find(Subject.SYSTEM, "the mail system")).isPresent();
        assertThat(record.find(Subject.TOOL, "no_such_tool")).isEmpty();
        assertThat(record.itself().text(Field.SERVER_LEFT_OUT))
                .isEqualTo("1 stated values of what is there no more");

        assertThat(records.at(server, before.at())).contains(before);
        assertThat(records.history(server, null, 10))
                .extracting(KeptRecord.Version::digest)
                .first()
                .isEqualTo(after.digest());
    }

    @Test
    void aTickWithoutEvidenceIsNotDone() {
        var key = Checklist.TESTS.entryKey(Checklist.TESTS.items().getFirst());
        assertThat(check(key, Field.CHECK_DONE)).isEmpty();
        say(Field.CHECK_RESULT, key, List.of("pass"));
        assertThat(check(key, Field.CHECK_DONE)).isEqualTo("no");
        say(Field.CHECK_EVIDENCE, key, List.of("https://ci.example.com/runs/7"));
        assertThat(check(key, Field.CHECK_DONE)).isEqualTo("yes");
        say(Field.CHECK_RESULT, key, List.of("fail"));
        assertThat(check(key, Field.CHECK_DONE)).isEqualTo("no");
    }

    @Test
    void allRecordsAreGoneThrough() {
        kept();
        try (var all = records.all()) {
            var seen = all.map(each -> each.record().server()).toList();
            assertThat(seen).contains(server).doesNotHaveDuplicates();
            assertThat((long) seen.size()).isEqualTo(records.count());
        }
    }

    private String check(String key, Field field) {
        return now().find(Subject.CHECK, key).orElseThrow().text(field);
    }

    private void say(Field field, String key, List<String> words) {
        transactions.executeWithoutResult(
                status -> stated.state(server, field, key, words, requester.id(), "a test"));
    }

    private void touch() {
        say(Field.SERVER_EXPOSURE, "", null);
    }

    private ServerRecord now() {
        return kept().record();
    }

    /** Once the row that another thread may be making at the moment is made. */
    private KeptRecord settled() throws InterruptedException {
        var kept = kept();
        for (var i = 0;
                i < 200 && !kept.record().itself().text(Field.SERVER_STATE).equals("in review");
                i++) {
            Thread.sleep(50);
            kept = kept();
        }
        return kept;
    }

    private KeptRecord kept() {
        return records.now(server).orElseThrow();
    }
}
