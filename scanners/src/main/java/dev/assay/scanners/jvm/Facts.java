package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;

/** Hands what methods do to whoever recognises it. */
final class Facts {

    private final NetworkFacts network;
    private final CopyFacts copies;
    private final EnvironmentFacts environment;
    private final FileFacts files;
    private final ProcessFacts processes;
    private final CodeFacts code;
    private final ListenerFacts listeners;
    private final TlsFacts tls;
    private final ToolBuilders tools;

    Facts(Classes classes, Report report) {
        this.copies = new CopyFacts(classes, report);
        this.network = new NetworkFacts(copies, report);
        this.environment = new EnvironmentFacts(report);
        this.files = new FileFacts(report);
        this.processes = new ProcessFacts(report);
        this.code = new CodeFacts(report);
        this.listeners = new ListenerFacts(report);
        this.tls = new TlsFacts(classes, report);
        this.tools = new ToolBuilders(report);
    }

    /** Any call, before it is followed. */
    void look(Site site) {
        copies.look(site);
        environment.look(site);
        files.look(site);
        code.look(site);
        listeners.look(site);
        tls.look(site);
        for (var arg : site.args()) {
            for (var text : arg.texts()) {
                if (text.via() != Via.PLAIN) {
                    string(text, site.at());
                }
            }
        }
    }

    /** A call of a library, after it. */
    Val called(Site site, Val result) {
        processes.called(site);
        tools.called(site, result);
        return network.called(site, result);
    }

    void stored(Origin at, String owner, String name, Val value) {
        copies.stored(at, owner, name, value);
        environment.stored(at, name, value);
        value.texts().forEach(text -> string(text, at));
    }

    void returned(Val value, Activation activation) {
        environment.returned(value, activation);
        var at = new Origin(activation.method(), Math.max(0, activation.code().size() - 1));
        for (var text : value.texts()) {
            if (text.via() != Via.PLAIN) {
                string(text, at);
            }
        }
    }

    /** A text that was put together. */
    void folded(Val value, Origin at) {
        value.texts().forEach(text -> string(text, at));
    }

    void constant(Text text) {
        string(text, text.origin());
    }

    private void string(Text text, Origin at) {
        network.mentioned(text);
        copies.written(text, at);
    }

    void made(Lambda lambda, Origin at) {
        tls.made(lambda, at);
    }
}
