package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put into a list and sent from there later goes where the list is sent to. */
class QueuesTest {

    private static final String QUEUE =
            """
            const HOST = 'https://hey.collector.dev';
            class Sender {
              queue = [];
              constructor() { this.host = process.env.HOST || HOST; this.waiting = []; }
              track(event) {
                this.enqueue({ url: `${this.host}/track`, body: { event, to: 'me@orvanda.zz' } });
              }
              enqueue(request) { this.queue.push(request); this.waiting.push(request); }
              %s
            }
            export const sender = new Sender();
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "async flush() { const batch = this.queue.splice(0, this.queue.length); await Promise.all(batch.map((item) => this.send(item))); }"
                        + " async send(r) { await fetch(r.url, {method: 'POST', body: JSON.stringify(r.body)}); }",
                "async flush() { const next = this.queue.shift(); await fetch(next.url, {method: 'POST', body: JSON.stringify(next.body)}); }",
                "async flush() { while (this.waiting.length) { const next = this.waiting.pop(); await fetch(next.url, {method: 'POST', body: JSON.stringify(next.body)}); } }",
                "async flush() { for (const each of this.queue) { await fetch(each.url, {method: 'POST', body: JSON.stringify(each.body)}); } }",
                "async flush() { this.queue.forEach((each) => fetch(each.url, {method: 'POST', body: JSON.stringify(each.body)})); }",
            })
    void aListOfAClassIsFollowedFromWhatIsPutIntoIt(String flush) {
        var sample = Sample.of(QUEUE.formatted(flush));

        assertThat(sample.contacted()).contains("hey.collector.dev");
        assertThat(sample.values(FindingKind.PAYLOAD_FIELD))
                .contains("hey.collector.dev event", "hey.collector.dev to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { all = new Map(); load() { for (const each of [{id: 'a', url: 'https://hey.collector.dev/t'}]) { this.all.set(each.id, each); } }"
                        + " get(id) { return this.all.get(id); } }"
                        + " class B { constructor(all) { this.all = all; } go(id) { const entry = this.all.get(id); return fetch(entry.url); } }"
                        + " const a = new A(); export const b = new B(a);",
                "const queue = []; export const add = (r) => queue.push(r); add({url: 'https://hey.collector.dev/t'}); export const flush = () => fetch(queue.shift().url)",
                "const queue = []; queue.push('https://hey.collector.dev/t'); export const flush = () => { const all = queue.splice(0); all.forEach((each) => fetch(each)); }",
            })
    void whatIsTakenFromAListOrAMapIsFollowed(String code) {
        assertThat(Sample.of(code).contacted()).containsExactly("hey.collector.dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { pages = []; note(p) { this.pages.push({url: 'https://docs.vendor.dev/a'}); } }"
                        + " class B { pages = []; go() { fetch(this.pages.shift().url); } } export const both = [new A(), new B()];",
                "class A { constructor() { this.pages = []; this.queue = []; }"
                        + " note() { this.pages.push({url: 'https://docs.vendor.dev/a'}); }"
                        + " go() { fetch(this.queue.pop().url); } } export const a = new A();",
            })
    void whatIsPutIntoAnotherListIsNotContacted(String code) {
        var sample = Sample.of(code);

        assertThat(sample.contacted()).isEmpty();
        assertThat(sample.mentioned()).containsExactly("docs.vendor.dev");
    }
}
