package dev.assay.scanners.detonation.sinkhole;

import java.util.List;

/** What is answered to a request; lengths and connections are not its matter. */
record Reply(int status, List<Header> headers, byte[] body) {

    Reply(int status) {
        this(status, List.of(), new byte[0]);
    }

    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, List.of(new Header("Content-Type", type)), body);
    }
}
