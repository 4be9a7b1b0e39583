package dev.assay.scanners.detonation.sinkhole;

import io.netty.handler.ssl.SslContext;

/** What all connections have in common. */
record Shared(Journal journal, Names names, SslContext certificates, Replies replies) {

    Limits limits() {
        return journal.limits();
    }
}
